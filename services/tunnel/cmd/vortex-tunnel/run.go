package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/control"
	"vortexpanel.dev/tunnel/internal/metrics"
	"vortexpanel.dev/tunnel/internal/node"

	_ "vortexpanel.dev/tunnel/internal/wireguard"
	_ "vortexpanel.dev/tunnel/internal/xray"
)

// run serves until ctx ends or the next process has taken over, then drains.
func run(ctx context.Context, chosen options) error {
	served, listener, predecessor, err := start(ctx, chosen)
	if err != nil {
		return err
	}
	defer func() { _ = predecessor.Close() }()
	api := control.New(served.Node, version, chosen.level, chosen.socket, predecessor)
	group, ending := errgroup.WithContext(ctx)
	group.Go(func() error { return api.Serve(listener) })
	watching, stopWatching := context.WithCancel(ending)
	var watched sync.WaitGroup
	watched.Go(func() { predecessor.Watch(watching, served.Book.SetElsewhere) })
	defer watched.Wait()
	defer stopWatching()
	stopMetrics, err := serveMetrics(group, served.Node, chosen.metricsAddress)
	if err != nil {
		api.Close()
		return errors.Join(err, group.Wait(), served.Close())
	}
	slog.Info("serving", "version", version, "socket", chosen.socket, "inbounds", served.Health().Inbounds)

	select {
	case <-ending.Done():
	case <-api.HandedOver():
	}
	err = stopMetrics() // the next process wants the port
	slog.Info("draining", "sessions", served.Health().Sessions, "atMost", chosen.drain.String())
	patience, cancel := context.WithTimeout(context.Background(), chosen.drain)
	defer cancel()
	served.Drain(patience)
	api.Close()
	// The ledger is not unmapped: a connection that is being closed may still count.
	return errors.Join(err, group.Wait(), served.Close(), served.ledger.Sync())
}

// serving is what serves, and its counters.
type serving struct {
	*node.Node
	ledger *account.Ledger
}

// start serves what is stored; where that was asked for, beside the engine that serves, which then drains.
func start(ctx context.Context, chosen options) (*serving, net.Listener, *control.Predecessor, error) {
	if !chosen.takeOver {
		// First: it also tells that no other engine works on these files.
		listener, err := control.Listen(chosen.socket)
		if err != nil {
			return nil, nil, nil, err
		}
		served, err := open(ctx, chosen)
		if err != nil {
			return nil, nil, nil, errors.Join(err, listener.Close())
		}
		return served, listener, nil, nil
	}
	predecessor, err := control.Ask(ctx, chosen.socket)
	if err != nil {
		return nil, nil, nil, err
	}
	served, err := open(ctx, chosen)
	if err != nil {
		return nil, nil, nil, errors.Join(err, predecessor.Close())
	}
	listener, err := succeed(ctx, served, predecessor, chosen.socket)
	if err != nil {
		return nil, nil, nil, errors.Join(err, served.Close(), predecessor.Close())
	}
	return served, listener, predecessor, nil
}

func open(ctx context.Context, chosen options) (*serving, error) {
	ledger, err := account.OpenLedger(chosen.ledger)
	if err != nil {
		return nil, err
	}
	// Who may not change the machine's network has left nothing of it.
	if err := putBack(); err != nil && !errors.Is(err, os.ErrPermission) {
		slog.Warn("the machine is not as it was", "error", err)
	}
	served, err := node.Start(ctx, account.NewBook(ledger), chosen.state)
	if err != nil {
		return nil, err
	}
	return &serving{served, ledger}, nil
}

// succeed takes the ports and the socket, unless something cannot be served: then the other goes on.
func succeed(ctx context.Context, served *serving, predecessor *control.Predecessor, socket string) (net.Listener, error) {
	if predecessor == nil {
		return control.Listen(socket)
	}
	for part, fault := range served.Health().Parts {
		if fault != "" {
			return nil, fmt.Errorf("cannot take over: %s: %s", part, fault)
		}
	}
	if err := predecessor.Present(ctx, served.Book.SetElsewhere); err != nil {
		return nil, err
	}
	if err := served.TakePorts(); err != nil {
		return nil, err
	}
	if err := predecessor.Release(); err != nil {
		return nil, err
	}
	return control.Listen(socket)
}

// listenForMetrics waits a little for a process that has just handed over to leave the port.
func listenForMetrics(address string) (net.Listener, error) {
	const patience, often = 5 * time.Second, 20 * time.Millisecond
	for deadline := time.Now().Add(patience); ; time.Sleep(often) {
		listener, err := metrics.Listen(address)
		if !errors.Is(err, syscall.EADDRINUSE) || time.Now().After(deadline) {
			return listener, err
		}
	}
}

func serveMetrics(group *errgroup.Group, served *node.Node, address string) (stop func() error, err error) {
	if address == "" {
		return func() error { return nil }, nil
	}
	listener, err := listenForMetrics(address)
	if err != nil {
		return nil, err
	}
	server := metrics.New(served, version)
	group.Go(func() error { return server.Serve(listener) })
	return server.Close, nil
}
