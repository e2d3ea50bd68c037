package main

import (
	"context"
	"errors"
	"log/slog"

	"golang.org/x/sync/errgroup"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/control"
	"vortexpanel.dev/tunnel/internal/metrics"
	"vortexpanel.dev/tunnel/internal/node"

	_ "vortexpanel.dev/tunnel/internal/wireguard"
	_ "vortexpanel.dev/tunnel/internal/xray"
)

// run serves until ctx ends, then drains.
func run(ctx context.Context, chosen options) (failed error) {
	// First: it also tells that no other engine works on these files.
	listener, err := control.Listen(chosen.socket)
	if err != nil {
		return err
	}
	ledger, err := account.OpenLedger(chosen.ledger)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	served, err := node.Start(ctx, account.NewBook(ledger), chosen.state)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	api := control.New(served, version, chosen.level)
	group, ending := errgroup.WithContext(ctx)
	group.Go(func() error { return api.Serve(listener) })
	stopMetrics, err := serveMetrics(group, served, chosen.metricsAddress)
	if err != nil {
		api.Close()
		return errors.Join(err, group.Wait(), served.Close())
	}
	slog.Info("serving", "version", version, "socket", chosen.socket, "inbounds", served.Health().Inbounds)

	<-ending.Done()
	slog.Info("draining", "sessions", served.Health().Sessions, "atMost", chosen.drain.String())
	patience, cancel := context.WithTimeout(context.Background(), chosen.drain)
	defer cancel()
	served.Drain(patience)
	api.Close()
	// The ledger is not unmapped: a connection that is being closed may still count.
	return errors.Join(stopMetrics(), group.Wait(), served.Close(), ledger.Sync())
}

func serveMetrics(group *errgroup.Group, served *node.Node, address string) (stop func() error, err error) {
	if address == "" {
		return func() error { return nil }, nil
	}
	listener, err := metrics.Listen(address)
	if err != nil {
		return nil, err
	}
	server := metrics.New(served, version)
	group.Go(func() error { return server.Serve(listener) })
	return server.Close, nil
}
