package proof

import (
	"io"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/site"
)

func TestKilledUnderLoadItServesAgainAndCountsOn(t *testing.T) {
	s := newSite(t, netlab.Options{})
	user := admit(t, s, nil)[0]
	target := s.At(internet.EchoPort)
	doors := []string{"vless-raw", "vless-tls-vision", "trojan-tls", "shadowsocks-2022-128"}
	c := client(t, s, xray, s.Clients[0], site.Visit{User: user, Targets: targetsOf(target), Doors: doors})
	var before uint64
	for kill := range pick(2, 20) {
		load := startLoad(t, c, target)
		const enough = 16 << 20
		got := s.World.Received.Load()
		waitFor(t, "traffic flows", func() bool { return s.World.Received.Load() > got+enough })
		seen := usage(t, s)[user.Id]
		flying := inFlight(t, s, len(load.conns))
		s.Engine.Process.Kill()
		load.stop()
		waitFor(t, "the target has seen the ends", func() bool { return s.World.Closed.Load() == s.World.Opened.Load() })
		began := time.Now()
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		answers := time.Since(began)
		waitFor(t, "it serves again", func() bool {
			conn, err := c.Ways["vless-raw"].Dial(t.Context(), "tcp", target)
			if err != nil {
				return false
			}
			defer func() { _ = conn.Close() }()
			return ask(conn, 1) == nil
		})
		served := time.Since(began)
		if most := 2 * time.Second; long && served > most {
			t.Errorf("serves %v after", served)
		}
		after := settled(t, s)[user.Id]
		if after.UplinkBytes < seen.UplinkBytes || after.DownlinkBytes < seen.DownlinkBytes {
			t.Errorf("counters went back from %+v to %+v", seen, after)
		}
		// Bytes are counted before they are handed on: the target never gets what is not counted.
		received := s.World.Received.Load()
		if received > after.UplinkBytes {
			t.Errorf("lost %d bytes of what the target got", received-after.UplinkBytes)
		}
		over := after.UplinkBytes - received
		t.Logf("kill %d: answers after %v, serves after %v; counted and not delivered: %d of %d bytes in flight",
			kill+1, answers.Round(time.Millisecond), served.Round(time.Millisecond), over-before, flying)
		if over-before > flying {
			t.Error("more is lost than was in flight")
		}
		before = over
	}
}

// inFlight are the bytes that were counted and that the target may not have read: what the engine holds of each connection,
// what it has written and the target's kernel has not got, and what that has and the target has not read. The engine stands
// still from then on, or the two would be of different moments.
func inFlight(t *testing.T, s *site.Site, connections int) uint64 {
	t.Helper()
	if err := s.Engine.Process.Stop(); err != nil {
		t.Fatal(err)
	}
	unsent, _, err := s.Node.Queued(internet.EchoPort)
	if err != nil {
		t.Fatal(err)
	}
	_, unread, err := s.Internet.Queued(internet.EchoPort)
	if err != nil {
		t.Fatal(err)
	}
	const held = 64 << 10 // what is taken from a lease at once
	return unsent + unread + uint64(connections)*held
}

type load struct {
	conns   []net.Conn
	running sync.WaitGroup
}

// startLoad sends to an echo through every way of a client as fast as it goes.
func startLoad(t *testing.T, c *site.Client, target netip.AddrPort) *load {
	t.Helper()
	l := &load{}
	for _, way := range c.Ways {
		conn := dial(t, way, "tcp", target)
		l.conns = append(l.conns, conn)
		l.running.Go(func() { _, _ = io.Copy(conn, zeros{}) })
		l.running.Go(func() { _, _ = io.Copy(io.Discard, conn) })
	}
	return l
}

func (l *load) stop() {
	for _, conn := range l.conns {
		_ = conn.Close()
	}
	l.running.Wait()
}
