package proof

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/site"
)

// Users of a crowd come and go while somebody's connections stream through every door.
func TestComingAndGoingUsersResetNobodysConnections(t *testing.T) {
	const held = 25_000_000
	t.Run("with time left for changes", func(t *testing.T) { comeAndGo(t, held) })
	if long { // the streams compete with the changes for all the machine can carry
		t.Run("with none left", func(t *testing.T) { comeAndGo(t, 0) })
	}
}

func comeAndGo(t *testing.T, bytesPerSecond uint64) {
	const crowd, each = 10_000, 3
	s := newSite(t, netlab.Options{})
	user := admit(t, s, &tunnelv1.UserLimits{DownlinkBytesPerSecond: bytesPerSecond})[0]
	members := admitCrowd(t, s, crowd)
	target := s.At(internet.SourcePort)
	ways := patient(t, s, s.Clients[0], site.Visit{User: user, Targets: targetsOf(target)})
	ways[site.WireGuardTag] = tunnel(t, s, site.WireGuardPrograms[1], s.Clients[0], user)
	stream := startStreams(t, ways, target, each)
	window := pickDuration(2*time.Second, 10*time.Second)
	calm := stream.speed(window)
	changes := make(chan int)
	over := make(chan struct{})
	go func() { changes <- churn(t, s, members, over) }()
	busy := stream.speed(window)
	close(over)
	made := <-changes
	again := stream.speed(window)
	t.Logf("%d users, %d connections through %d doors; calm %.0f and %.0f Mbit/s, with %.0f changes a second %.0f Mbit/s",
		crowd, len(stream.conns), len(ways), calm, again, float64(made)/window.Seconds(), busy)
	stream.stop(t)
}

// admitCrowd makes users that may come through doors: in the long form each through all, in the short one through those whose
// inbounds differ most, and one of the others.
func admitCrowd(t *testing.T, s *site.Site, count int) []*tunnelv1.TunnelUser {
	t.Helper()
	const batch, firstNumber = 1000, 1000
	everybodys := []string{"vless-raw", "vless-ws-tls", "vmess-raw", "trojan-tls", "shadowsocks-2022-128"}
	members := make([]*tunnelv1.TunnelUser, count)
	for n := range members {
		member, err := s.NewUser(firstNumber+n, nil)
		if err != nil {
			t.Fatal(err)
		}
		members[n] = member.TunnelUser
		device := members[n].Devices[0]
		own := device.Access[n%len(device.Access)]
		device.Access = slices.DeleteFunc(device.Access, func(access *tunnelv1.InboundAccess) bool {
			return !long && access != own && !slices.Contains(everybodys, access.InboundTag)
		})
	}
	began := time.Now()
	for first := 0; first < count; first += batch {
		if err := s.Change(t.Context(), members[first:first+batch]); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d users admitted in %v", count, time.Since(began).Round(time.Millisecond))
	return members
}

// churn removes members and admits them again, one by one, until it is over, and tells how many changes it made.
func churn(t *testing.T, s *site.Site, members []*tunnelv1.TunnelUser, over <-chan struct{}) int {
	for made := 0; ; made += 2 {
		select {
		case <-over:
			return made
		default:
		}
		member := members[made/2%len(members)]
		if err := s.Change(context.Background(), nil, member.Id); err != nil {
			t.Error(err)
			return made
		}
		if err := s.Change(context.Background(), []*tunnelv1.TunnelUser{member}); err != nil {
			t.Error(err)
			return made
		}
	}
}

// streams are connections that read as fast as it goes.
type streams struct {
	conns   []net.Conn
	doors   []string
	got     []atomic.Int64
	closing atomic.Bool
	ended   chan error
	running sync.WaitGroup
}

func startStreams(t *testing.T, ways map[string]*site.Way, target netip.AddrPort, each int) *streams {
	t.Helper()
	var reading []func()
	s := &streams{got: make([]atomic.Int64, len(ways)*each), ended: make(chan error, len(ways)*each)}
	// WireGuard's first: beside streams that take all a user may have its packets are dropped, those of handshakes too.
	names := slices.SortedFunc(maps.Keys(ways), func(a, b string) int { return len(ways[b].Device) - len(ways[a].Device) })
	for _, name := range names {
		way := ways[name]
		for range each {
			number := len(s.conns)
			s.doors = append(s.doors, way.Door)
			conn := dial(t, way, "tcp", target)
			_, _ = conn.Write([]byte{0}) // Xray's client of HTTP waits for it
			s.conns = append(s.conns, conn)
			reading = append(reading, func() { s.read(number, conn) })
		}
	}
	for _, read := range reading {
		s.running.Go(read)
	}
	waitFor(t, "all connections stream", func() bool {
		for n := range s.got {
			if s.got[n].Load() == 0 {
				return false
			}
		}
		return true
	})
	return s
}

func (s *streams) read(number int, conn io.Reader) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := conn.Read(buffer)
		s.got[number].Add(int64(n))
		if err != nil {
			if !s.closing.Load() {
				s.ended <- fmt.Errorf("%s after %d bytes: %w", s.doors[number], s.got[number].Load(), err)
			}
			return
		}
	}
}

func (s *streams) total() int64 {
	sum := int64(0)
	for n := range s.got {
		sum += s.got[n].Load()
	}
	return sum
}

// speed in Mbit/s, over a while.
func (s *streams) speed(window time.Duration) float64 {
	before, began := s.total(), time.Now()
	time.Sleep(window)
	return float64(s.total()-before) * 8 / 1e6 / time.Since(began).Seconds()
}

// stop ends them, and fails when one of them has ended before.
func (s *streams) stop(t *testing.T) {
	t.Helper()
	s.closing.Store(true)
	for _, conn := range s.conns {
		_ = conn.Close()
	}
	s.running.Wait()
	for range len(s.ended) {
		t.Error(<-s.ended)
	}
}
