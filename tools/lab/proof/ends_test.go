package proof

import (
	"io"
	"net"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/site"
)

// Ends are seen at the target: not every client tells its own side.
func TestARemovedUsersConnectionsEndAtEveryDoor(t *testing.T) {
	const firstPort = 10300
	s := shared(t)
	users := admit(t, s, nil, nil)
	gone, stays := users[0], users[1]
	target := s.At(internet.EchoPort)
	conns := watched(t, s, gone, firstPort)
	ways := patient(t, s, s.Clients[1], site.Visit{User: stays, Targets: targetsOf(target)})
	kept := map[string]net.Conn{}
	for name, way := range ways {
		kept[name] = dial(t, way, "tcp", target)
		if err := ask(kept[name], 1<<10); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	began := time.Now()
	if err := s.Change(t.Context(), nil, gone.Id); err != nil {
		t.Fatal(err)
	}
	conns.report(t, began)
	for name, conn := range kept {
		if err := ask(conn, 1); err != nil {
			t.Errorf("%s: the connection of another user: %v", name, err)
		}
	}
}

func TestAnExpiredUsersConnectionsEndAtEveryDoor(t *testing.T) {
	const firstPort, soon = 10400, time.Second
	s := shared(t)
	user := admit(t, s, nil)[0]
	conns := watched(t, s, user, firstPort)
	at := time.Now().Add(soon)
	user.Limits = &tunnelv1.UserLimits{ExpiresAt: timestamppb.New(at)}
	if err := s.Change(t.Context(), []*tunnelv1.TunnelUser{user.TunnelUser}); err != nil {
		t.Fatal(err)
	}
	conns.report(t, at)
}

// watchedConns are one of a user at every door.
type watchedConns struct {
	of    int
	ended chan ending
}

type ending struct {
	door string
	at   time.Time
}

// watched opens a connection of the user through every door, each to a port of its own.
func watched(t *testing.T, s *site.Site, user *site.User, firstPort int) watchedConns {
	t.Helper()
	w := watchedConns{len(s.Doors), make(chan ending, len(s.Doors))}
	targets := make([]netip.AddrPort, len(s.Doors))
	for n, d := range s.Doors {
		targets[n] = s.At(firstPort + n)
		err := s.World.Listen(firstPort+n, func(conn net.Conn) {
			_, _ = io.Copy(conn, conn)
			_ = conn.Close()
			w.ended <- ending{d.Name, time.Now()}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	ways := patient(t, s, s.Clients[0], site.Visit{User: user, Targets: targets})
	for n, d := range s.Doors {
		if err := ask(dial(t, ways[d.Name], "tcp", targets[n]), 1<<10); err != nil {
			t.Fatalf("%s: %v", d.Name, err)
		}
	}
	return w
}

// report prints how long the ends took, and fails for those that did not come.
func (w watchedConns) report(t *testing.T, since time.Time) {
	t.Helper()
	const quick = 200 * time.Millisecond
	var slowest ending
	deadline := time.After(patience)
	for n := range w.of {
		select {
		case each := <-w.ended:
			if each.at.After(slowest.at) {
				slowest = each
			}
			if took := each.at.Sub(since); took > quick {
				t.Logf("%s: after %v", each.door, took.Round(time.Millisecond))
			}
		case <-deadline:
			t.Fatalf("%d of %d connections stay open", w.of-n, w.of)
		}
	}
	if took := slowest.at.Sub(since); long && took > quick {
		t.Errorf("%s took %v to end", slowest.door, took)
	}
	t.Logf("%d connections ended; the last, %s, after %v", w.of, slowest.door, slowest.at.Sub(since).Round(time.Millisecond))
}

// Of a lease no more than this may be overrun.
const lease, mostOverrun = 2 << 20, 64 << 10

func TestALeaseIsNotOverrunOnAnyPath(t *testing.T) {
	const sinkPort = 10200
	s := shared(t)
	limits := make([]*tunnelv1.UserLimits, len(s.Doors))
	for n := range limits {
		limits[n] = leaseOf(t, s, lease)
	}
	users, sinks := map[string]*site.User{}, make([]sink, len(s.Doors))
	for n, user := range admit(t, s, limits...) {
		users[s.Doors[n].Name] = user
	}
	// The first byte says which door it came through.
	if err := s.World.Listen(sinkPort, func(conn net.Conn) {
		door := make([]byte, 1)
		if _, err := io.ReadFull(conn, door); err == nil {
			sinks[door[0]].got.Add(1)
			sinks[door[0]].take(conn)
		}
	}); err != nil {
		t.Fatal(err)
	}
	source, target := s.At(internet.SourcePort), s.At(sinkPort)
	ways := patient(t, s, s.Clients[0], site.Visit{Users: users, Targets: targetsOf(source, target)})
	for n, d := range s.Doors {
		t.Run("down/"+d.Name, func(t *testing.T) {
			conn, got := dial(t, ways[d.Name], "tcp", source), &sink{}
			if _, err := conn.Write([]byte{0}); err != nil { // Xray's client of HTTP proxies waits for it
				t.Fatal(err)
			}
			go got.take(conn)
			usesUp(t, s, users[d.Name], &got.got)
		})
		t.Run("up/"+d.Name, func(t *testing.T) {
			user := renewed(t, s, users[d.Name], lease)
			conn, got := dial(t, ways[d.Name], "tcp", target), &sinks[n].got
			if _, err := conn.Write([]byte{byte(n)}); err != nil {
				t.Fatal(err)
			}
			// Xray's Trojan gives up a connection that begins with more than its buffer holds.
			waitFor(t, "the first byte has arrived", func() bool { return got.Load() > 0 })
			go func() { _, _ = io.Copy(conn, zeros{}) }()
			usesUp(t, s, user, got)
		})
	}
}

// usesUp waits until a user who had nothing open before has used up the lease, and judges what was carried of it.
func usesUp(t *testing.T, s *site.Site, user *site.User, carried *atomic.Int64) {
	t.Helper()
	until := user.Limits.Lease.UntilBytes
	waitFor(t, "the lease is used up", func() bool {
		return sessions(t, s, user) == 0 && usage(t, s)[user.Id].ChargedBytes > until-lease/2
	})
	time.Sleep(pickDuration(100*time.Millisecond, time.Second)) // for what is on its way
	if got := carried.Load(); got > lease+mostOverrun {
		t.Errorf("carried %d bytes of a lease of %d", got, lease)
	}
}

// sink counts what it gets.
type sink struct{ got, ended atomic.Int64 }

func (s *sink) take(conn net.Conn) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := conn.Read(buffer)
		s.got.Add(int64(n))
		if err != nil {
			_ = conn.Close()
			s.ended.Add(1)
			return
		}
	}
}

func leaseOf(t *testing.T, s *site.Site, until uint64) *tunnelv1.UserLimits {
	t.Helper()
	hello, err := s.Engine.Hello(t.Context(), &tunnelv1.HelloRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return &tunnelv1.UserLimits{Lease: &tunnelv1.UserLease{Epoch: hello.Epoch, UntilBytes: until}}
}

// renewed gives a user as much again as the lease is.
func renewed(t *testing.T, s *site.Site, user *site.User, lease uint64) *site.User {
	t.Helper()
	user.Limits = leaseOf(t, s, usage(t, s)[user.Id].ChargedBytes+lease)
	if err := s.Change(t.Context(), []*tunnelv1.TunnelUser{user.TunnelUser}); err != nil {
		t.Fatal(err)
	}
	return user
}
