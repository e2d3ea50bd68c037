package site

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/netip"

	"vortexpanel.dev/lab/door"
	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/peer"
)

// Way leads from a client through a door. What it leads to is known before: each target has a port of the client's own
// loopback.
type Way struct {
	Door string
	// LargestPacket of UDP that it carries, in bytes.
	LargestPacket int
	// Device is the TUN of WireGuard.
	Device string

	in    *netlab.Namespace
	local map[netip.AddrPort]int
}

// Dial connects to a target, "tcp" or "udp".
func (w *Way) Dial(ctx context.Context, network string, target netip.AddrPort) (net.Conn, error) {
	if w.local == nil {
		return w.in.Dial(ctx, network, target.String())
	}
	port, known := w.local[target]
	if !known {
		return nil, fmt.Errorf("%s: %w", target, errNoWay)
	}
	return w.in.Dial(ctx, network, fmt.Sprintf("127.0.0.1:%d", port))
}

// Client is a program that comes through doors.
type Client struct {
	Process *peer.Process
	Ways    map[string]*Way
}

// Program is one of the clients that come through doors.
type Program struct {
	Name  string
	start func(*netlab.Namespace, map[string]any) (*peer.Process, error)
	// has tells whether it comes through a door; outbound is how.
	has      func(door.Door) bool
	outbound func(d door.Door, node string, port int, secret string) map[string]any
	// forward is an inbound that leads to a target; config is all there is.
	forward func(tag string, port int, target netip.AddrPort) map[string]any
	config  func(inbounds, outbounds []any, doors map[string][]string) map[string]any
}

// Programs there are.
var Programs = []Program{
	{
		Name: "xray", start: peer.StartXray, has: func(door.Door) bool { return true },
		outbound: func(d door.Door, node string, port int, secret string) map[string]any {
			return d.XrayOutbound(d.Name, node, port, secret)
		},
		forward: func(tag string, port int, target netip.AddrPort) map[string]any {
			return map[string]any{
				"tag": tag, "protocol": "dokodemo-door", "listen": "127.0.0.1", "port": port,
				"settings": map[string]any{"address": target.Addr().String(), "port": target.Port(), "network": "tcp,udp"},
			}
		},
		config: xrayConfig,
	},
	{
		Name: "sing-box", start: peer.StartSingBox, has: door.Door.HasSingBox,
		outbound: func(d door.Door, node string, port int, secret string) map[string]any {
			return d.SingBoxOutbound(d.Name, node, port, secret)
		},
		forward: func(tag string, port int, target netip.AddrPort) map[string]any {
			return map[string]any{
				"tag": tag, "type": "direct", "listen": "127.0.0.1", "listen_port": port,
				"override_address": target.Addr().String(), "override_port": target.Port(),
			}
		},
		config: singBoxConfig,
	},
}

// largest packet of UDP that a program carries through a door; of Hysteria there are none longer. Xray's client of Hysteria
// spoils those that come to it in pieces, whoever cuts them; sing-box forbids the kernel to cut any.
func (p Program) largest(d door.Door) int {
	const usual, uncut, whole = 4000, 1200, 1100
	switch {
	case p.Name == "xray" && d.Name == "hysteria2":
		return whole
	case p.Name == "sing-box" && d.PacketForPacket():
		return uncut
	default:
		return usual
	}
}

func xrayConfig(inbounds, outbounds []any, doors map[string][]string) map[string]any {
	var rules []any
	for name, tags := range doors {
		rules = append(rules, map[string]any{"inboundTag": tags, "outboundTag": name})
	}
	return map[string]any{
		"log": map[string]any{"loglevel": "warning"}, "inbounds": inbounds, "outbounds": outbounds, "routing": map[string]any{"rules": rules},
	}
}

func singBoxConfig(inbounds, outbounds []any, doors map[string][]string) map[string]any {
	var rules []any
	for name, tags := range doors {
		rules = append(rules, map[string]any{"inbound": tags, "outbound": name})
	}
	return map[string]any{
		"log": map[string]any{"level": "warn"}, "inbounds": inbounds, "outbounds": outbounds, "route": map[string]any{"rules": rules},
	}
}

// Visit says who comes, and what for.
type Visit struct {
	User *User
	// Users has those of doors that somebody else than User comes through.
	Users map[string]*User
	// Targets are what ways lead to.
	Targets []netip.AddrPort
	// Doors by name. None: all that the program comes through.
	Doors []string
	// Node is the address it comes to. The zero address: the nearest of IPv4.
	Node netip.Addr
	// Port of the node, where another program than the engine opens the door. 0: the engine's.
	Port int
}

func (v Visit) userOf(door string) *User {
	if other := v.Users[door]; other != nil {
		return other
	}
	return v.User
}

// Client starts a program on a client machine.
func (s *Site) Client(ctx context.Context, program Program, in *netlab.Namespace, visit Visit) (*Client, error) {
	client := &Client{Ways: map[string]*Way{}}
	var inbounds, outbounds []any
	tags := map[string][]string{}
	var ports []int
	node := visit.Node
	if !node.IsValid() {
		node = in.Node4
	}
	for _, d := range s.chosen(visit.Doors) {
		if !program.has(d) {
			continue
		}
		way := &Way{Door: d.Name, LargestPacket: program.largest(d), in: in, local: map[netip.AddrPort]int{}}
		for _, target := range visit.Targets {
			port := s.localPort(in)
			ports = append(ports, port)
			way.local[target] = port
			tag := fmt.Sprintf("%s-%d", d.Name, port)
			inbounds = append(inbounds, program.forward(tag, port, target))
			tags[d.Name] = append(tags[d.Name], tag)
		}
		outbounds = append(outbounds, program.outbound(d, node.String(), cmp.Or(visit.Port, s.ports[d.Name]), visit.userOf(d.Name).secrets[d.Name]))
		client.Ways[d.Name] = way
	}
	var err error
	if client.Process, err = program.start(in, program.config(inbounds, outbounds, tags)); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.closers = append(s.closers, client.Process.Kill)
	s.mu.Unlock()
	return client, client.Process.Listens(ctx, ports)
}

func (s *Site) chosen(names []string) []door.Door {
	if len(names) == 0 {
		return s.Doors
	}
	chosen := make([]door.Door, len(names))
	for n, name := range names {
		chosen[n] = door.Find(s.Doors, name)
	}
	return chosen
}

// localPort is one that no other way of the machine has, below those the kernel gives away.
func (s *Site) localPort(in *netlab.Namespace) int {
	const first = 10000
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nextPort[in.Name]++
	return first + s.nextPort[in.Name]
}

// StockInbound is a door of a stock Xray, for one user.
func StockInbound(s *Site, name string, port int, user *User) map[string]any {
	return door.Find(s.Doors, name).XrayInbound(port, user.secrets[name])
}
