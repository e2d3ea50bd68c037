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

func TestARemovedUsersConnectionsEndAtEveryDoor(t *testing.T) {
	s := shared(t)
	users := admit(t, s, nil, nil)
	gone, stays := users[0], users[1]
	target := s.At(internet.EchoPort)
	c := client(t, s, xray, s.Clients[0], site.Visit{User: gone, Targets: targetsOf(target)})
	other := client(t, s, xray, s.Clients[1], site.Visit{User: stays, Targets: targetsOf(target)})
	conns, kept := open(t, c, target), open(t, other, target)
	began := time.Now()
	ended := ends(t, conns)
	if err := s.Change(t.Context(), nil, gone.Id); err != nil {
		t.Fatal(err)
	}
	report(t, began, ended)
	for name, conn := range kept {
		if err := ask(conn, 1); err != nil {
			t.Errorf("%s: the connection of another user: %v", name, err)
		}
	}
}

func TestAnExpiredUsersConnectionsEndAtEveryDoor(t *testing.T) {
	s := shared(t)
	user := admit(t, s, nil)[0]
	target := s.At(internet.EchoPort)
	c := client(t, s, xray, s.Clients[0], site.Visit{User: user, Targets: targetsOf(target)})
	conns := open(t, c, target)
	const soon = time.Second
	at := time.Now().Add(soon)
	user.Limits = &tunnelv1.UserLimits{ExpiresAt: timestamppb.New(at)}
	ended := ends(t, conns)
	if err := s.Change(t.Context(), []*tunnelv1.TunnelUser{user.TunnelUser}); err != nil {
		t.Fatal(err)
	}
	report(t, at, ended)
}

// open opens a connection to an echo through every door.
func open(t *testing.T, c *site.Client, target netip.AddrPort) map[string]net.Conn {
	t.Helper()
	conns := map[string]net.Conn{}
	for name, way := range c.Ways {
		conns[name] = dial(t, way, "tcp", target)
		if err := ask(conns[name], 1<<10); err != nil {
			t.Fatalf("%s to %s: %v", name, target, err)
		}
	}
	return conns
}

type ending struct {
	door string
	at   time.Time
	err  error
}

// ends tells when each connection has ended for the client.
func ends(t *testing.T, conns map[string]net.Conn) <-chan ending {
	t.Helper()
	ended := make(chan ending, len(conns))
	for name, conn := range conns {
		_ = conn.SetDeadline(time.Now().Add(patience))
		go func() {
			_, err := io.Copy(io.Discard, conn)
			if timeout, ok := err.(net.Error); !ok || !timeout.Timeout() {
				err = nil
			}
			ended <- ending{name, time.Now(), err}
		}()
	}
	t.Cleanup(func() {
		for _, conn := range conns {
			_ = conn.Close()
		}
	})
	return ended
}

// report prints how long the ends took, and fails for those that did not come.
func report(t *testing.T, since time.Time, ended <-chan ending) {
	t.Helper()
	var slowest ending
	for range cap(ended) {
		each := <-ended
		if each.err != nil {
			t.Errorf("%s: the connection stays open", each.door)
		}
		if each.at.After(slowest.at) {
			slowest = each
		}
	}
	t.Logf("%d connections ended; the last, %s, after %v", cap(ended), slowest.door, slowest.at.Sub(since).Round(time.Millisecond))
}

// Of a lease no more than this may be overrun.
const mostOverrun = 64 << 10

func TestALeaseIsNotOverrunOnAnyPath(t *testing.T) {
	const lease, firstPort = 2 << 20, 10200
	s := shared(t)
	target := s.At(internet.SourcePort)
	users, limits := map[string]*site.User{}, make([]*tunnelv1.UserLimits, len(s.Doors))
	for n := range limits {
		limits[n] = leaseOf(t, s, lease)
	}
	for n, user := range admit(t, s, limits...) {
		users[s.Doors[n].Name] = user
	}
	sinks := map[string]*sink{}
	for n, d := range s.Doors {
		sinks[d.Name] = &sink{}
		if err := s.World.Listen(firstPort+n, sinks[d.Name].take); err != nil {
			t.Fatal(err)
		}
	}
	for _, direction := range []string{"down", "up"} {
		for n, d := range s.Doors {
			t.Run(direction+"/"+d.Name, func(t *testing.T) {
				to := target
				if direction == "up" {
					to = s.At(firstPort + n)
				}
				user := renewed(t, s, users[d.Name], lease)
				c := client(t, s, xray, s.Clients[0], site.Visit{User: user, Targets: targetsOf(to), Doors: []string{d.Name}})
				defer c.Process.Kill()
				conn := dial(t, c.Ways[d.Name], "tcp", to)
				_ = conn.SetDeadline(time.Now().Add(patience))
				var got int64
				if direction == "down" {
					got, _ = io.Copy(io.Discard, conn)
				} else {
					_, _ = io.Copy(conn, zeros{})
					waitFor(t, "the target has seen the end", func() bool { return sinks[d.Name].ended.Load() > 0 })
					got = sinks[d.Name].got.Load()
				}
				if got > lease+mostOverrun {
					t.Errorf("carried %d bytes of a lease of %d", got, lease)
				}
				if got < lease/2 {
					t.Errorf("ended after %d bytes of a lease of %d", got, lease)
				}
			})
		}
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
