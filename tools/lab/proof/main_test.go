// Package proof holds what the engine promises against what a laboratory sees. Its tests have a short form, for every run
// of the tests, and a long one: VORTEX_LAB_LONG=1, or `npm run test:peers`.
package proof

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"net/netip"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/site"
)

// patience is how long anything may take before a test gives up. No test promises a speed.
const patience = time.Minute

var long = os.Getenv("VORTEX_LAB_LONG") != ""

// pick is the number of the form that runs.
func pick(short, longer int) int {
	if long {
		return longer
	}
	return short
}

func pickDuration(short, longer time.Duration) time.Duration {
	if long {
		return longer
	}
	return short
}

func newSite(t *testing.T, options netlab.Options, arguments ...string) *site.Site {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*patience) // it may have to build programs
	defer cancel()
	s, err := site.New(ctx, options, arguments...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("vortex-tunnel said:\n%s", s.Engine.Process.Said())
		}
		s.Close()
	})
	return s
}

// Most tests share one laboratory: packets as on a wire, and engine figures on a port of the node's loopback.
var (
	sharing     sync.Once
	theShared   *site.Site
	errShared   error
	metricsPort = 9464
)

func shared(t *testing.T) *site.Site {
	t.Helper()
	sharing.Do(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*patience)
		defer cancel()
		const clients = 3
		options := netlab.Options{Clients: clients, Plain: true}
		theShared, errShared = site.New(ctx, options, "--metrics-address", fmt.Sprintf("127.0.0.1:%d", metricsPort))
	})
	if errShared != nil {
		t.Fatal(errShared)
	}
	return theShared
}

func TestMain(m *testing.M) {
	code := m.Run()
	if theShared != nil {
		theShared.Close()
	}
	os.Exit(code)
}

func admit(t *testing.T, s *site.Site, limits ...*tunnelv1.UserLimits) []*site.User {
	t.Helper()
	users, err := s.Admit(t.Context(), limits...)
	if err != nil {
		t.Fatal(err)
	}
	return users
}

func client(t *testing.T, s *site.Site, program site.Program, in *netlab.Namespace, visit site.Visit) *site.Client {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*patience)
	defer cancel()
	started, err := s.Client(ctx, program, in, visit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("%s said:\n%s", program.Name, started.Process.Said())
		}
	})
	return started
}

// xray is the client of tests that are not about clients.
var xray, singBox = site.Programs[0], site.Programs[1]

// patient comes through doors with clients none of which gives up: Xray's, and sing-box's where Xray's does.
func patient(t *testing.T, s *site.Site, in *netlab.Namespace, visit site.Visit) map[string]*site.Way {
	t.Helper()
	byProgram := map[*site.Program][]string{}
	for _, d := range s.Doors {
		switch {
		case len(visit.Doors) > 0 && !slices.Contains(visit.Doors, d.Name):
		case d.XrayIsHasty():
			byProgram[&singBox] = append(byProgram[&singBox], d.Name)
		default:
			byProgram[&xray] = append(byProgram[&xray], d.Name)
		}
	}
	ways := map[string]*site.Way{}
	for program, doors := range byProgram {
		visit.Doors = doors
		maps.Copy(ways, client(t, s, *program, in, visit).Ways)
	}
	return ways
}

func dial(t *testing.T, way *site.Way, network string, target netip.AddrPort) net.Conn {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	conn, err := way.Dial(ctx, network, target)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// ask sends to an echo, and reads as much.
func ask(conn net.Conn, bytes int) error {
	_ = conn.SetDeadline(time.Now().Add(patience))
	sent := make(chan error, 1)
	go func() {
		_, err := io.CopyN(conn, zeros{}, int64(bytes))
		sent <- err
	}()
	if _, err := io.CopyN(io.Discard, conn, int64(bytes)); err != nil {
		return err
	}
	return <-sent
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
