package main

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"sync/atomic"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/site"
)

// sinkPort of the internet takes what clients send.
const sinkPort = 9

// wireGuards compares servers on the same path, each with a client of current upstream. The client does as much work as the
// server and has the same CPUs: so they are compared once more with servers that have a share of one, and clients the rest.
func wireGuards(ctx context.Context, chosen options) error {
	s, err := site.New(ctx, netlab.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	// The others have a node of their own, or they would stand in each other's firewall.
	theirs, err := site.New(ctx, netlab.Options{Clients: 3})
	if err != nil {
		return err
	}
	defer theirs.Close()
	if err := theirs.Engine.Drain(); err != nil {
		return err
	}
	<-theirs.Engine.Process.Ended()
	arrived := &atomic.Uint64{}
	for _, each := range []*site.Site{s, theirs} {
		if err := each.World.Listen(sinkPort, sinkTo(arrived)); err != nil {
			return err
		}
	}
	down, err := wireGuardSides(ctx, s, theirs)
	if err != nil {
		return err
	}
	title := "WireGuard on a TUN, behind nftables' masquerade"
	if err := compare(ctx, chosen, title+", download", down); err != nil {
		return err
	}
	for _, each := range down {
		held, err := hold(each.pid, chosen.share)
		if err != nil {
			return err
		}
		defer held.close()
	}
	title += fmt.Sprintf(", the server with %d %% of a CPU", chosen.share)
	if err := compare(ctx, chosen, title+", download", down); err != nil {
		return err
	}
	up := make([]*side, len(down))
	for n, each := range down {
		up[n] = &side{name: each.name, way: each.way, pid: each.pid, port: netip.AddrPortFrom(each.port.Addr(), sinkPort), arrived: arrived}
	}
	return compare(ctx, chosen, title+", upload", up)
}

func wireGuardSides(ctx context.Context, s, theirs *site.Site) ([]*side, error) {
	users, err := s.Admit(ctx, nil)
	if err != nil {
		return nil, err
	}
	debian, upstream := site.WireGuardPrograms[0], site.WireGuardPrograms[1]
	target := s.At(internet.SourcePort)
	var sides []*side
	for n, each := range []struct {
		name    string
		program site.WireGuardProgram
	}{{"wireguard-go, upstream", upstream}, {"wireguard-go, upstream again", upstream}, {debian.Name, debian}} {
		way, pid, err := theirs.PlainTunnel(ctx, each.program, upstream, theirs.Clients[n], n)
		if err != nil {
			return nil, err
		}
		sides = append(sides, &side{name: each.name, way: way, pid: pid, port: target})
	}
	way, err := s.Tunnel(ctx, upstream, s.Clients[0], users[0])
	return append(sides, &side{name: "vortex-tunnel, metered", way: way, pid: s.Engine.Process.PID(), port: target}), err
}

func compare(ctx context.Context, chosen options, title string, sides []*side) error {
	for _, each := range sides {
		each.speeds, each.cpu, each.latencies = nil, nil, nil
	}
	if err := run(ctx, chosen, sides); err != nil {
		return err
	}
	print(title, sides)
	return nil
}

func sinkTo(arrived *atomic.Uint64) func(net.Conn) {
	return func(conn net.Conn) {
		defer func() { _ = conn.Close() }()
		buffer := make([]byte, atOnce)
		for {
			n, err := conn.Read(buffer)
			arrived.Add(uint64(n))
			if err != nil {
				return
			}
		}
	}
}
