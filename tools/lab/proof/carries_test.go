package proof

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"testing"
	"time"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/site"
)

// targets are those every way is tried with.
func targets(s *site.Site) []netip.AddrPort {
	return []netip.AddrPort{s.At(internet.EchoPort), s.At6(internet.EchoPort), s.At(internet.DNSPort), s.At(internet.TLSPort)}
}

func TestEveryDoorCarriesTCPAndUDPAndDNSOfStockClients(t *testing.T) {
	s := shared(t)
	user := admit(t, s, nil)[0]
	for n, program := range site.Programs {
		t.Run(program.Name, func(t *testing.T) {
			c := client(t, s, program, s.Clients[n], site.Visit{User: user, Targets: targets(s)})
			for _, d := range s.Doors {
				if way := c.Ways[d.Name]; way != nil {
					t.Run(d.Name, func(t *testing.T) { carries(t, s, way, d.Packets) })
				}
			}
		})
	}
}

func TestWireGuardCarriesTCPAndUDPAndDNSOfStockClients(t *testing.T) {
	s := shared(t)
	users := admit(t, s, nil, nil)
	for n, program := range site.WireGuardPrograms {
		t.Run(program.Name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*patience)
			defer cancel()
			way, err := s.Tunnel(ctx, program, s.Clients[n], users[n])
			if err != nil {
				t.Fatal(err)
			}
			carries(t, s, way, true)
		})
	}
}

func TestEveryDoorCarriesOverIPv6(t *testing.T) {
	s := shared(t)
	user := admit(t, s, nil)[0]
	c := client(t, s, xray, s.Clients[0], site.Visit{User: user, Targets: targets(s), Node: s.Node.IPv6})
	for name, way := range c.Ways {
		t.Run(name, func(t *testing.T) {
			if err := ask(dial(t, way, "tcp", s.At6(internet.EchoPort)), 1<<10); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestEveryDoorCarriesOverAWorseWire(t *testing.T) {
	const oneWay = 15 * time.Millisecond
	s := newSite(t, netlab.Options{LossPermille: 10, Delay: oneWay})
	latency := listenToLatencies(t, s, "11.2.1.0/24")
	user := admit(t, s, nil)[0]
	c := client(t, s, xray, s.Clients[0], site.Visit{User: user, Targets: targets(s)})
	for name, way := range c.Ways {
		t.Run(name, func(t *testing.T) {
			if err := comesBack(dial(t, way, "tcp", s.At(internet.EchoPort)), pick(64<<10, 4<<20)); err != nil {
				t.Error(err)
			}
		})
	}
	if found := latency(); found < 2*oneWay {
		t.Errorf("the engine takes a client that is %s away for one at %s", 2*oneWay, found)
	}
}

// carries tries everything a way carries.
func carries(t *testing.T, s *site.Site, way *site.Way, packets bool) {
	t.Helper()
	for _, target := range []netip.AddrPort{s.At(internet.EchoPort), s.At6(internet.EchoPort)} {
		if err := comesBack(dial(t, way, "tcp", target), pick(256<<10, 16<<20)); err != nil {
			t.Errorf("TCP to %s: %v", target, err)
		}
	}
	secured := tls.Client(dial(t, way, "tcp", s.At(internet.TLSPort)), &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
	if err := comesBack(secured, pick(256<<10, 16<<20)); err != nil {
		t.Errorf("TLS: %v", err)
	}
	if !packets {
		return
	}
	for _, target := range []netip.AddrPort{s.At(internet.EchoPort), s.At6(internet.EchoPort)} {
		if err := packetsComeBack(dial(t, way, "udp", target), way.LargestPacket); err != nil {
			t.Errorf("UDP to %s: %v", target, err)
		}
	}
	asking := dial(t, way, "udp", s.At(internet.DNSPort))
	_ = asking.SetDeadline(time.Now().Add(10 * time.Second))
	if address, err := internet.Resolve(asking, internet.Name); err != nil || address != internet.NameIPv4 {
		t.Errorf("DNS: %v, %v", address, err)
	}
}

// comesBack sends random bytes to an echo and looks at what it gets. It begins with little, as everybody does: Xray's client
// of Trojan gives up a connection whose first write is larger than its buffer.
func comesBack(conn net.Conn, length int) error {
	if err := ask(conn, 1); err != nil {
		return err
	}
	sent := make([]byte, length)
	_, _ = rand.Read(sent) // never fails
	go func() { _, _ = conn.Write(sent) }()
	got := make([]byte, length)
	if n, err := io.ReadFull(conn, got); err != nil {
		return fmt.Errorf("%d of %d bytes, then %w", n, length, err)
	}
	if !bytes.Equal(got, sent) {
		return fmt.Errorf("other bytes came back")
	}
	return nil
}

// packetsComeBack sends packets of several sizes, each until its answer comes: UDP may lose them.
func packetsComeBack(conn net.Conn, largest int) error {
	const patience = 10 * time.Second
	for _, size := range []int{1, 64, 512, min(1400, largest), largest} {
		sent := make([]byte, size)
		_, _ = rand.Read(sent) // never fails
		err := errNothing
		for until := time.Now().Add(patience); err != nil && time.Now().Before(until); {
			if _, failed := conn.Write(sent); failed != nil {
				return failed
			}
			err = hear(conn, sent)
		}
		if err != nil {
			return fmt.Errorf("a packet of %d bytes: %w", size, err)
		}
	}
	return nil
}

var errNothing = errors.New("nothing came back")

// hear waits a while for a packet, past late ones.
func hear(conn net.Conn, wanted []byte) error {
	const patience = time.Second
	buffer := make([]byte, 1<<16)
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	for {
		n, err := conn.Read(buffer)
		if err != nil {
			return fmt.Errorf("%w: %w", errNothing, err)
		}
		if bytes.Equal(buffer[:n], wanted) {
			return nil
		}
	}
}
