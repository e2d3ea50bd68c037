package wireguard

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
)

func TestCarriesIPv6(t *testing.T) {
	overEach(t, func(t *testing.T, by func(*Config)) {
		l := newLab(t, by)
		_, target := internet(t)
		c := l.client(t, l.newUser(t, account.Limits{}), 2)
		reaches(t, c, target)
	})
}

// reaches has an answer over TCP and over UDP.
func reaches(t *testing.T, c *client, target netip.AddrPort) {
	t.Helper()
	stream, err := c.DialTCPAddrPort(target)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stream.Close() }()
	if err := ask(stream, make([]byte, 100_000), patience); err != nil {
		t.Fatalf("over TCP: %v", err)
	}
	datagrams, err := c.DialUDPAddrPort(netip.AddrPort{}, target)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = datagrams.Close() }()
	for range 20 {
		if err := ask(datagrams, make([]byte, 1200), patience); err != nil {
			t.Fatalf("over UDP: %v", err)
		}
	}
}

func TestTheNodeItselfIsReachedOnlyWhereAllowed(t *testing.T) {
	overEach(t, func(t *testing.T, by func(*Config)) {
		for _, allowed := range []bool{false, true} {
			l := newLab(t, by, func(c *Config) { c.AllowPrivate = allowed })
			listener, err := net.Listen("tcp", netip.AddrPortFrom(nodeAt[0].Addr(), 0).String())
			if err != nil {
				t.Fatal(err)
			}
			go echoConnections(listener)
			c := l.client(t, l.newUser(t, account.Limits{}), 2)
			err = opens(c, listener.Addr().(*net.TCPAddr).AddrPort(), allowed)
			if allowed != (err == nil) {
				t.Errorf("allowed %v: %v", allowed, err)
			}
			_ = listener.Close()
			l.apply(t)
		}
	})
}

// opens tries a connection: with patience where it should come, and not for long where it should not.
func opens(c *client, target netip.AddrPort, should bool) error {
	wait := 700 * time.Millisecond
	if should {
		wait = patience
	}
	target = netip.AddrPortFrom(target.Addr().Unmap(), target.Port())
	result := make(chan error, 1)
	go func() {
		conn, err := c.DialTCPAddrPort(target)
		if err == nil {
			err = ask(conn, []byte("hello"), patience)
			_ = conn.Close()
		}
		result <- err
	}()
	select {
	case err := <-result:
		return err
	case <-time.After(wait):
		return net.ErrClosed
	}
}

func TestPeersWhoMayReachEachOtherArePaidForOnBothSides(t *testing.T) {
	overEach(t, func(t *testing.T, by func(*Config)) {
		l := newLab(t, by, func(c *Config) { c.AllowPeers = true })
		target, _ := internet(t)
		one, other := l.client(t, l.newUser(t, account.Limits{}), 2), l.client(t, l.newUser(t, account.Limits{}), 3)
		reaches(t, one, target)
		reaches(t, other, target)
		heard, err := other.ListenTCPAddrPort(netip.AddrPortFrom(other.IPv4, 80))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = heard.Close() }()
		go echoConnections(heard)
		before := l.book.ChargedBytes(other.ID)
		stream, err := one.DialTCPAddrPort(netip.AddrPortFrom(other.IPv4, 80))
		if err != nil {
			t.Fatal(err)
		}
		const payload = 50_000
		if err := ask(stream, make([]byte, payload), patience); err != nil {
			t.Fatal(err)
		}
		if charged := l.book.ChargedBytes(other.ID) - before; charged < 2*payload {
			t.Errorf("the other side was charged %d", charged)
		}
	})
}

func TestAmneziaWGCarriesTrafficForClientsOfItsParameters(t *testing.T) {
	amnezia := Amnezia{Jc: 3, Jmin: 20, Jmax: 60, S1: 15, S2: 90, S3: 7, S4: 12, H1: "100-200", H2: "1000", H3: "70000-80000", H4: "4000000000"}
	overEach(t, func(t *testing.T, by func(*Config)) {
		l := newLab(t, by, func(c *Config) { c.Amnezia = &amnezia })
		target, target6 := internet(t)
		l.amnezia = amnezia.commands()
		c := l.client(t, l.newUser(t, account.Limits{}), 2)
		reaches(t, c, target)
		reaches(t, c, target6)
		if sessions := l.book.Sessions(); len(sessions) != 1 || sessions[0].Source != netip.MustParseAddr("127.0.0.1") {
			t.Errorf("sessions: %+v", sessions)
		}
		l.amnezia = ""
		plain := l.client(t, l.newUser(t, account.Limits{}), 3)
		if err := opens(plain, target, false); err == nil || plain.Received.Load() != 0 {
			t.Error("a client of plain WireGuard is served")
		}
	})
}

func TestCarriesWithUDPPacketsKeptApart(t *testing.T) {
	overEach(t, func(t *testing.T, by func(*Config)) {
		l := newLab(t, by, func(c *Config) { c.UDPOffload = OffloadOff })
		target, target6 := internet(t)
		c := l.client(t, l.newUser(t, account.Limits{}), 2)
		reaches(t, c, target)
		reaches(t, c, target6)
	})
}
