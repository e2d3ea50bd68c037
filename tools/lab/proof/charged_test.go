package proof

import (
	"context"
	"fmt"
	"io"
	"math"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/site"
)

// A share of what the target's own counters say.
const tolerance = 0.005

func TestWhatIsChargedIsWhatTheTargetSees(t *testing.T) {
	const customers, firstPort = 10, 10001
	s := shared(t)
	users := admit(t, s, make([]*tunnelv1.UserLimits, customers)...)
	ports := make([]int, customers)
	for n := range ports {
		ports[n] = firstPort + n
		if err := s.World.Echo(ports[n]); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Internet.CountPorts(ports...); err != nil {
		t.Fatal(err)
	}
	before := sentAgain(t, s)
	var running sync.WaitGroup
	for n, user := range users {
		target := s.At(ports[n])
		ways := patient(t, s, s.Clients[n%len(s.Clients)], site.Visit{User: user, Targets: targetsOf(target)})
		running.Go(func() {
			number := 0
			for _, way := range ways {
				number++
				// A fifth of the connections are killed half-way, each with up to a chunk on its way.
				if err := spend(t.Context(), way, target.Port(), s, (number+n)%5 == 0); err != nil {
					t.Errorf("user %d, %s: %v", n, way.Door, err)
				}
			}
		})
	}
	running.Wait()
	used := settled(t, s)
	again := (sentAgain(t, s) - before) * segmentBytes
	var counted, seen uint64
	for n, user := range users {
		arrived, left := traffic(t, s.Internet, ports[n])
		up, down := used[user.Id].UplinkBytes, used[user.Id].DownlinkBytes
		counted += up + down
		seen += arrived.PayloadBytes(false) + left.PayloadBytes(false)
		if off := math.Max(share(up, arrived.PayloadBytes(false)), share(down, left.PayloadBytes(false))); off > 10*tolerance {
			t.Errorf("user %d was counted %d up and %d down; the target got %d and sent %d", n, up, down, arrived.PayloadBytes(false), left.PayloadBytes(false))
		}
		if charged := used[user.Id].ChargedBytes; charged != up+down {
			t.Errorf("user %d was charged %d for %d", n, charged, up+down)
		}
	}
	off := share(counted, seen-again)
	t.Logf("counted %d bytes, the target saw %d and %d of them twice: %.3f %% off", counted, seen, again, 100*off)
	if off > tolerance {
		t.Error("too far off")
	}
}

// What a lost or late segment carries is seen twice at the target.
const segmentBytes = 1448

// sentAgain is how many segments the node and the target have sent again.
func sentAgain(t *testing.T, s *site.Site) uint64 {
	t.Helper()
	sum := uint64(0)
	for _, each := range []*netlab.Namespace{s.Node, s.Internet} {
		again, err := each.SentAgain()
		if err != nil {
			t.Fatal(err)
		}
		sum += again
	}
	return sum
}

// spend carries bytes to an echo and back, and kills one more connection half-way.
func spend(ctx context.Context, way *site.Way, port uint16, s *site.Site, kill bool) error {
	const chunk = 16 << 10
	length := pick(1<<20, 8<<20)
	conn, err := way.Dial(ctx, "tcp", s.At(int(port)))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if err := ask(conn, 1); err != nil {
		return err
	}
	if err := ask(conn, length); err != nil || !kill {
		return err
	}
	for range length / 2 / chunk {
		if err := ask(conn, chunk); err != nil {
			return err
		}
	}
	if _, err := conn.Write(make([]byte, chunk)); err != nil {
		return err
	}
	return conn.(*net.TCPConn).SetLinger(0) // closed so, it is reset
}

func share(counted, seen uint64) float64 {
	return math.Abs(float64(counted)-float64(seen)) / float64(max(seen, 1))
}

func traffic(t *testing.T, at *netlab.Namespace, port int) (arrived, left netlab.Traffic) {
	t.Helper()
	arrived, left, err := at.PortTraffic(port)
	if err != nil {
		t.Fatal(err)
	}
	return arrived, left
}

// WireGuard is charged for inner IP packets, which are those the target sees.
func TestWhatWireGuardIsChargedAreThePacketsTheTargetSees(t *testing.T) {
	const port = 10100
	s := newSite(t, netlab.Options{Plain: true})
	user := admit(t, s, nil)[0]
	if err := s.World.Echo(port); err != nil {
		t.Fatal(err)
	}
	if err := s.Internet.CountPorts(port); err != nil {
		t.Fatal(err)
	}
	way := tunnel(t, s, site.WireGuardPrograms[0], s.Clients[0], user)
	for range 3 {
		conn := dial(t, way, "tcp", s.At(port))
		if err := ask(conn, pick(4<<20, 64<<20)); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Write(make([]byte, 16<<10)); err != nil {
			t.Fatal(err)
		}
		_ = conn.(*net.TCPConn).SetLinger(0)
		_ = conn.Close()
	}
	used := settled(t, s)[user.Id]
	arrived, left := traffic(t, s.Internet, port)
	up, down := share(used.UplinkBytes, arrived.Bytes), share(used.DownlinkBytes, left.Bytes)
	if up > tolerance || down > tolerance {
		t.Errorf("counted %d up and %d down; at the target %d bytes in %d packets arrived and %d in %d left",
			used.UplinkBytes, used.DownlinkBytes, arrived.Bytes, arrived.Packets, left.Bytes, left.Packets)
	}
	t.Logf("up %.3f %% off, down %.3f %%", 100*up, 100*down)
}

func tunnel(t *testing.T, s *site.Site, program site.WireGuardProgram, in *netlab.Namespace, user *site.User) *site.Way {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*patience)
	defer cancel()
	way, err := s.Tunnel(ctx, program, in, user)
	if err != nil {
		t.Fatal(err)
	}
	return way
}

// metric is a figure of the engine's metrics.
func metric(t *testing.T, s *site.Site, name string) float64 {
	t.Helper()
	conn, err := s.Node.Dial(t.Context(), "tcp", fmt.Sprintf("127.0.0.1:%d", metricsPort))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, "GET /metrics HTTP/1.0\r\nHost: node\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	said, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(said)) {
		if value, found := strings.CutPrefix(line, name+" "); found {
			number, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil {
				t.Fatal(err)
			}
			return number
		}
	}
	t.Fatalf("no metric %s", name)
	return 0
}
