package proof

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/site"
)

// Users of a crowd come and go while somebody's connections stream.
func TestComingAndGoingUsersResetNobodysConnections(t *testing.T) {
	const crowd, each = 10_000, 10
	s := newSite(t, netlab.Options{})
	// The short form leaves the machine time for the changes; the long one has them compete with all it can carry.
	limits := &tunnelv1.UserLimits{DownlinkBytesPerSecond: uint64(pick(25_000_000, 0))}
	user := admit(t, s, limits)[0]
	doors := []string{"vless-raw", "vless-ws-tls", "vmess-raw", "trojan-tls", "shadowsocks-2022-128"}
	members := admitCrowd(t, s, crowd, doors)
	target := s.At(internet.SourcePort)
	ways := patient(t, s, s.Clients[0], site.Visit{User: user, Targets: targetsOf(target), Doors: doors})
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
	t.Logf("%d users; calm %.0f and %.0f Mbit/s, with %.0f changes a second %.0f Mbit/s",
		crowd, calm, again, float64(made)/window.Seconds(), busy)
	stream.stop(t)
}

// admitCrowd makes users that may come through the doors.
func admitCrowd(t *testing.T, s *site.Site, count int, doors []string) []*tunnelv1.TunnelUser {
	t.Helper()
	const batch = 1000
	members := make([]*tunnelv1.TunnelUser, count)
	for n := range members {
		device := &tunnelv1.TunnelDevice{Id: uuid.NewString()}
		for _, d := range s.Doors {
			for _, name := range doors {
				if d.Name == name {
					device.Access = append(device.Access, &tunnelv1.InboundAccess{InboundTag: name, Secret: d.NewSecret()})
				}
			}
		}
		members[n] = &tunnelv1.TunnelUser{Id: uuid.NewString(), Devices: []*tunnelv1.TunnelDevice{device}}
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
	for _, way := range ways {
		for range each {
			number := len(s.conns)
			s.doors = append(s.doors, way.Door)
			conn := dial(t, way, "tcp", target)
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
