package main

import (
	"io"
	"net"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

func TestKilledUnderLoadItServesAgainAndCountsOn(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	through := client(t, port, secret)
	epoch := e.hello(t).Epoch
	const kills = 3
	var last *tunnelv1.UsageCounter
	for range kills {
		before := target.read.Load()
		load := startLoad(t, through, target)
		const enough = 8 << 20
		waitFor(t, "traffic flows", func() bool { return target.read.Load() > before+enough })
		seen := e.usage(t, user.Id, func(c *tunnelv1.UsageCounter) bool { return last == nil || c.UplinkBytes > last.UplinkBytes })
		e.kill()
		load.stop()
		waitFor(t, "the target has seen the end", func() bool { return target.closed.Load() == target.opened.Load() })

		began := time.Now()
		e = here.start(t)
		connect(t, through, target)
		t.Logf("served again %v after the start", time.Since(began).Round(time.Millisecond))

		hello := e.hello(t)
		if hello.Epoch != epoch || hello.UsersGeneration != "one" || hello.UsersRevision != 1 {
			t.Errorf("after the restart: %v", hello)
		}
		// The byte of connect, both ways, is the last to be counted.
		counted := e.usage(t, user.Id, func(c *tunnelv1.UsageCounter) bool { return true })
		if counted.UplinkBytes < seen.UplinkBytes || counted.DownlinkBytes < seen.DownlinkBytes {
			t.Errorf("counters went back from %v to %v", seen, counted)
		}
		// Bytes are counted before they are handed on, so what the target got is never more than what was counted.
		if got := target.read.Load(); got > counted.UplinkBytes {
			t.Errorf("the target got %d bytes, counted %d", got, counted.UplinkBytes)
		} else {
			t.Logf("the target got %d bytes less than were counted", counted.UplinkBytes-got)
		}
		last = counted
	}
}

// load sends over several connections as fast as it goes.
type load struct {
	conns   []net.Conn
	sending sync.WaitGroup
}

func startLoad(t *testing.T, through interface {
	Dial(network, address string) (net.Conn, error)
}, target *internet) *load {
	t.Helper()
	const parallel = 4
	l := &load{}
	for range parallel {
		conn, err := through.Dial("tcp", target.address)
		if err != nil {
			t.Fatal(err)
		}
		l.conns = append(l.conns, conn)
		l.sending.Go(func() { _, _ = io.Copy(conn, zeros{}) })
		l.sending.Go(func() { _, _ = io.Copy(io.Discard, conn) })
	}
	return l
}

func (l *load) stop() {
	for _, conn := range l.conns {
		_ = conn.Close()
	}
	l.sending.Wait()
}

func TestSIGTERMLetsConnectionsFinishAndTakesNoNewOnes(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	through := client(t, port, secret)
	conn := connect(t, through, target)
	if err := e.process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "nobody listens any more", func() bool {
		probe, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			_ = probe.Close()
		}
		return err != nil
	})
	if err := ping(conn); err != nil {
		t.Errorf("the connection that was open: %v", err)
	}
	if health, err := e.GetHealth(t.Context(), &tunnelv1.GetHealthRequest{}); err != nil || !health.Draining {
		t.Errorf("health: %v, %v", health, err)
	}
	_ = conn.Close()
	<-e.ended
	if e.exit != nil {
		t.Errorf("ended with %v", e.exit)
	}
	// What was drained is served by the next process.
	here.start(t)
	connect(t, through, target)
}

func TestDrainingIsBounded(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t, "--drain", "200ms")
	e.apply(t, vless("door", port))
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	conn := connect(t, client(t, port, secret), target)
	if err := e.process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	gone(t, conn)
	<-e.ended
	if e.exit != nil {
		t.Errorf("ended with %v", e.exit)
	}
}

func TestAnInboundThatCannotBeRestoredLeavesTheOthersServing(t *testing.T) {
	here, target, port, lost := newPlace(t), newInternet(t), peer.FreePort(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port), vless("lost", lost))
	user, secret := newUser("door", "lost")
	e.snapshot(t, 1, user)
	e.kill()
	taken, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(lost)))
	if err != nil {
		t.Fatal(err)
	}
	e = here.start(t)
	connect(t, client(t, port, secret), target)
	if health, err := e.GetHealth(t.Context(), &tunnelv1.GetHealthRequest{}); err != nil || health.Healthy || health.Inbounds != 1 {
		t.Errorf("health: %v, %v", health, err)
	}
	_ = taken.Close()
	e.apply(t, vless("door", port), vless("lost", lost))
	connect(t, client(t, lost, secret), target)
}
