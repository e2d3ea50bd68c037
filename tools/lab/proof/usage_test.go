package proof

import (
	"maps"
	"net/netip"
	"testing"
	"time"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/engine"
	"vortexpanel.dev/lab/site"
)

func targetsOf(targets ...netip.AddrPort) []netip.AddrPort { return targets }

func usage(t *testing.T, s *site.Site) map[string]engine.Used {
	t.Helper()
	used, err := s.Engine.Usage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return used
}

func sessions(t *testing.T, s *site.Site, user *site.User) int {
	t.Helper()
	listed, err := s.Engine.ListSessions(t.Context(), &tunnelv1.ListSessionsRequest{UserId: user.Id})
	if err != nil {
		t.Fatal(err)
	}
	return int(listed.Total)
}

// settled waits until nothing is counted any more: what is counted may follow the end of a connection.
func settled(t *testing.T, s *site.Site) map[string]engine.Used {
	t.Helper()
	const quiet = 20
	last, same := usage(t, s), 0
	for deadline := time.Now().Add(patience); same < quiet; time.Sleep(20 * time.Millisecond) {
		now := usage(t, s)
		if same++; !maps.Equal(now, last) {
			last, same = now, 0
		}
		if time.Now().After(deadline) {
			t.Fatal("something is counted still")
		}
	}
	return last
}
