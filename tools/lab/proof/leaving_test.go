package proof

import (
	"net/netip"
	"sync"
	"testing"
	"time"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/site"
)

// Whoever has come and gone leaves nothing behind: no goroutine, and nothing that a collection keeps. How much the process
// has of the machine is no proof of either: it holds garbage too, and gives back late.
func TestConnectionsThatHaveEndedLeaveNothingBehind(t *testing.T) {
	s := shared(t)
	user := admit(t, s, nil)[0]
	target := s.At(internet.EchoPort)
	ways := patient(t, s, s.Clients[0], site.Visit{User: user, Targets: targetsOf(target)})
	cycle(t, ways, target, pick(400, 2000)) // the first fill what is kept for later
	level := metric(t, s, "go_goroutines")
	waitFor(t, "connections are over", func() bool { return sessions(t, s, user) == 0 })
	before := live(t, s)
	// A buffer left behind by each of the short form's would be half as much again.
	rounds, count, noise := pick(1, 5), pick(1700, 20_000), 8e6
	for round := range rounds {
		cycle(t, ways, target, count)
		waitFor(t, "connections are over", func() bool { return sessions(t, s, user) == 0 })
		settleGoroutines(t, s, level)
		now := live(t, s)
		t.Logf("round %d, %d connections: goroutines %.0f, then %.0f; live %.1f MB, then %.1f MB",
			round+1, count, level, metric(t, s, "go_goroutines"), before/1e6, now/1e6)
		if now > before+noise {
			t.Errorf("%d connections left %.0f bytes behind each", (round+1)*count, (now-before)/float64((round+1)*count))
		}
	}
}

// settleGoroutines waits until there are as many as before: what is kept for a client that may come back goes with its
// time-out.
func settleGoroutines(t *testing.T, s *site.Site, level float64) {
	t.Helper()
	const spare, often = 50, time.Second
	deadline := time.Now().Add(pickDuration(3*patience, 10*patience))
	for metric(t, s, "go_goroutines") > level+spare {
		if time.Now().After(deadline) {
			t.Fatalf("%.0f goroutines, %.0f before", metric(t, s, "go_goroutines"), level)
		}
		time.Sleep(often)
	}
}

// live is what a collection has kept, once two have ended that began after the call: pools keep what they hold for one more.
// To answer leaves garbage, so asking brings them about, and nothing else need happen meanwhile.
func live(t *testing.T, s *site.Site) float64 {
	t.Helper()
	const cycles, collections = "go_gc_cycles_total_gc_cycles_total", 3 // one may have begun before
	for began := metric(t, s, cycles); metric(t, s, cycles) < began+collections; {
		continue
	}
	return metric(t, s, "go_gc_heap_live_bytes")
}

// parallel connections come at a time.
const parallel = 8

// cycle connects and disconnects through every door by turns.
func cycle(t *testing.T, ways map[string]*site.Way, target netip.AddrPort, count int) {
	t.Helper()
	var running sync.WaitGroup
	for range parallel {
		running.Go(func() {
			for range count / parallel / len(ways) {
				for name, way := range ways {
					conn, err := way.Dial(t.Context(), "tcp", target)
					if err == nil {
						err = ask(conn, 1)
						_ = conn.Close()
					}
					if err != nil {
						t.Errorf("%s: %v", name, err)
					}
				}
			}
		})
	}
	running.Wait()
}
