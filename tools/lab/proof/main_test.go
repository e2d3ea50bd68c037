// Package proof holds what the engine promises against what a laboratory sees. Its tests have a short form, for every run
// of the tests, and a long one: VORTEX_LAB_LONG=1, or `npm run test:peers`.
package proof

import (
	"context"
	"io"
	"net"
	"net/netip"
	"os"
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

func admit(t *testing.T, s *site.Site, limits ...*tunnelv1.UserLimits) []*site.User {
	t.Helper()
	users, err := s.Admit(t.Context(), limits...)
	if err != nil {
		t.Fatal(err)
	}
	return users
}

func client(
	t *testing.T, s *site.Site, program site.Program, in *netlab.Namespace, user *site.User, targets []netip.AddrPort, doors ...string,
) *site.Client {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*patience)
	defer cancel()
	started, err := s.Client(ctx, program, in, user, targets, doors...)
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
