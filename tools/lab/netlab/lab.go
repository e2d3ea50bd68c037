// Package netlab builds laboratories of network namespaces on one machine: clients, a node, and an internet behind it, with
// addresses of their own.
//
//	client1 ── 11.2.1.0/24, 2a11:2:1::/64 ──┐
//	client2 ── 11.2.2.0/24, 2a11:2:2::/64 ──┼── node ── 11.3.0.0/24, 2a11:3::/64 ── internet: 11.1.0.2, 2a11:1::2
//	…                                       ┘
//
// The addresses are those of public networks, since an engine refuses to carry private ones and the node's own; no packet leaves the
// namespaces. A client knows no way to the internet: what arrives there went through a tunnel.
package netlab

import (
	"errors"
	"fmt"
	"net/netip"
	"time"
)

// Options of a laboratory. The zero value is one client and clean links.
type Options struct {
	// Clients, at most 250. 0: one.
	Clients int
	// LossPermille of packets between clients and node are lost, each way.
	LossPermille int
	// Delay between clients and node, each way.
	Delay time.Duration
	// Plain turns offloads off, so that each packet on a link is one that a wire would carry. Loss and delay need it, and
	// have it.
	Plain bool
	// Open gives clients a way to the internet without a tunnel, to measure what the machine can do.
	Open bool
}

// Lab is a laboratory.
type Lab struct {
	Clients        []*Namespace
	Node, Internet *Namespace

	id      identity
	options Options
	closers []func()
}

// New builds a laboratory, after it has deleted those that dead processes left. Close it; a killed process need not.
func New(options Options) (*Lab, error) {
	id, err := newIdentity()
	if err != nil {
		return nil, err
	}
	return build(id, options)
}

func build(id identity, options Options) (*Lab, error) {
	const mostClients = 250
	options.Clients = max(options.Clients, 1)
	options.Plain = options.Plain || options.LossPermille > 0 || options.Delay > 0
	if options.Clients > mostClients {
		return nil, fmt.Errorf("a laboratory has at most %d clients", mostClients)
	}
	if err := errors.Join(checkPrivilege(), Need("ip", "nft", "ethtool")); err != nil {
		return nil, err
	}
	if err := Sweep(); err != nil {
		return nil, fmt.Errorf("sweep what dead laboratories left: %w", err)
	}
	l := &Lab{id: id, options: options}
	if err := l.raise(); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

func (l *Lab) raise() (err error) {
	if l.Node, err = l.namespace("node"); err != nil {
		return err
	}
	if l.Internet, err = l.namespace("internet"); err != nil {
		return err
	}
	if err := l.joinInternet(); err != nil {
		return err
	}
	for number := 1; number <= l.options.Clients; number++ {
		client, err := l.namespace(fmt.Sprintf("client%d", number))
		if err != nil {
			return err
		}
		l.Clients = append(l.Clients, client)
		if err := l.joinClient(client, number); err != nil {
			return err
		}
	}
	if l.options.Open {
		return l.open()
	}
	return l.closed()
}

func (l *Lab) namespace(role string) (*Namespace, error) {
	added, err := addNamespace(l.id.long + role)
	if err == nil {
		l.closers = append(l.closers, func() { _ = added.delete() })
	}
	return added, err
}

func (l *Lab) joinInternet() error {
	l.Internet.IPv4, l.Internet.IPv6 = netip.MustParseAddr("11.1.0.2"), netip.MustParseAddr("2a11:1::2")
	near := end{l.Node, l.id.short + "n0", []string{"11.3.0.1/24", "2a11:3::1/64"}}
	far := end{l.Internet, l.id.short + "i0", []string{"11.3.0.2/24", "2a11:3::2/64", "11.1.0.2/32", "2a11:1::2/128"}}
	if err := l.join(near, far); err != nil {
		return err
	}
	return l.Node.ip("route add default via 11.3.0.2", "route add default via 2a11:3::2")
}

func (l *Lab) joinClient(client *Namespace, number int) error {
	address := func(host int) []string {
		return []string{fmt.Sprintf("11.2.%d.%d/24", number, host), fmt.Sprintf("2a11:2:%d::%d/64", number, host)}
	}
	client.IPv4 = netip.AddrFrom4([4]byte{11, 2, byte(number), 2})
	client.IPv6 = netip.MustParseAddr(fmt.Sprintf("2a11:2:%d::2", number))
	client.Node4 = netip.AddrFrom4([4]byte{11, 2, byte(number), 1})
	client.Node6 = netip.MustParseAddr(fmt.Sprintf("2a11:2:%d::1", number))
	if number == 1 {
		l.Node.IPv4, l.Node.IPv6 = client.Node4, client.Node6
	}
	near := end{client, fmt.Sprintf("%sc%d", l.id.short, number), address(2)}
	far := end{l.Node, fmt.Sprintf("%sn%d", l.id.short, number), address(1)}
	if l.options.Delay > 0 {
		if err := l.joinSlowly(near, far, fmt.Sprintf("wire%d", number)); err != nil {
			return err
		}
	} else if err := l.join(near, far); err != nil {
		return err
	}
	if l.options.LossPermille == 0 {
		return nil
	}
	return errors.Join(near.lose(l.options.LossPermille), far.lose(l.options.LossPermille))
}

// open lets packets through the node, both ways.
func (l *Lab) open() error {
	for n, client := range l.Clients {
		if err := client.ip(fmt.Sprintf("route add default via 11.2.%d.1", n+1), fmt.Sprintf("route add default via 2a11:2:%d::1", n+1)); err != nil {
			return err
		}
	}
	if err := l.Internet.ip("route add default via 11.3.0.1", "route add default via 2a11:3::1"); err != nil {
		return err
	}
	return l.Node.Sysctl("net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
}

// closed makes sure that no client has a way around the tunnel.
func (l *Lab) closed() error {
	for _, client := range l.Clients {
		for _, target := range []netip.Addr{l.Internet.IPv4, l.Internet.IPv6} {
			if device, err := client.RouteTo(target); err == nil {
				return fmt.Errorf("%s reaches %s directly, through %s", client.Name, target, device)
			}
		}
	}
	return nil
}

// Close ends what runs in the laboratory, and the laboratory.
func (l *Lab) Close() error {
	for len(l.closers) > 0 {
		last := len(l.closers) - 1
		l.closers[last]()
		l.closers = l.closers[:last]
	}
	return nil
}
