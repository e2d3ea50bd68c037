package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/netip"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/peer"
	"vortexpanel.dev/lab/site"
)

func echoOf(target netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(target.Addr(), internet.EchoPort)
}

func bench(ctx context.Context, chosen options) error {
	fmt.Printf("%s\n", machine())
	fmt.Printf("client – node – internet in network namespaces, offloads on; %d connections download for %v, %d rounds by turns; medians\n",
		chosen.connections, chosen.window, chosen.rounds)
	fmt.Println("CPU is that of the program on the node; what the kernel does in its calls, such as forwarding, cannot be told apart from it")
	if chosen.wants("wireguard") {
		if err := wireGuards(ctx, chosen); err != nil {
			return err
		}
	}
	for _, each := range []struct{ door, inner string }{
		{"vless-tls-vision", "TLS 1.3 inside"}, {"vless-reality-vision", "TLS 1.3 inside"}, {"vless-tls-vision", ""},
		{"trojan-tls", ""}, {"shadowsocks-2022-128", ""}, {"vless-raw", ""},
	} {
		if !chosen.wants(each.door) {
			continue
		}
		if err := proxies(ctx, chosen, each.door, each.inner != ""); err != nil {
			return fmt.Errorf("%s: %w", each.door, err)
		}
	}
	return nil
}

// proxies compares the engine, which meters, with a stock Xray that does not, behind the same client.
func proxies(ctx context.Context, chosen options, door string, secured bool) error {
	s, err := site.New(ctx, netlab.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	users, err := s.Admit(ctx, nil)
	if err != nil {
		return err
	}
	const stockPort = 6000
	stock, err := peer.StartXray(s.Node, map[string]any{
		"log": map[string]any{"loglevel": "none"}, "inbounds": []any{site.StockInbound(s, door, stockPort, users[0])},
		"outbounds": []any{map[string]any{"protocol": "freedom"}},
	})
	if err != nil {
		return err
	}
	defer stock.Kill()
	if err := stock.Listens(ctx, []int{stockPort}); err != nil {
		return err
	}
	target, title := s.At(internet.SourcePort), door
	var wrap func(net.Conn) net.Conn
	if secured {
		target, title = s.At(internet.TLSSourcePort), door+", TLS 1.3 inside"
		wrap = func(conn net.Conn) net.Conn {
			return tls.Client(conn, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
		}
	}
	visit := site.Visit{User: users[0], Targets: []netip.AddrPort{target, s.At(internet.EchoPort)}, Doors: []string{door}}
	var sides []*side
	for _, each := range []struct {
		name string
		port int
		pid  int
	}{
		{"stock Xray, nothing metered", stockPort, stock.PID()}, {"stock Xray again", stockPort, stock.PID()},
		{"vortex-tunnel, metered", 0, s.Engine.Process.PID()},
	} {
		visit.Port = each.port
		c, err := s.Client(ctx, site.Programs[0], s.Clients[0], visit)
		if err != nil {
			return err
		}
		sides = append(sides, &side{name: each.name, way: c.Ways[door], pid: each.pid, wrap: wrap, port: target})
	}
	return compare(ctx, chosen, title, sides)
}
