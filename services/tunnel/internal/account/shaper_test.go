package account

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestShapersOfTwoProcessesShareOneSpeed(t *testing.T) {
	const rate, second = 1 << 20, int64(time.Second)
	var due atomic.Int64
	both := []*shaper{newShaper(rate, &due), newShaper(rate, &due)}
	const packet = 1000
	taken := 0
	for now := 100 * second; now < 110*second; now += second / 1000 {
		for _, each := range both {
			for each.allow(now, packet) {
				taken += packet
			}
		}
	}
	if most := 10*rate + both[0].burstBytes; taken > most || taken < most-rate/100 {
		t.Errorf("%d bytes in ten seconds of %d", taken, rate)
	}
}

func TestWhoWaitsComesInTurn(t *testing.T) {
	const rate, now = 1 << 20, int64(100 * time.Second)
	var due atomic.Int64
	s := newShaper(rate, &due)
	if long := s.reserve(now, s.burstBytes); long > 0 {
		t.Errorf("a burst waits %v", long)
	}
	for n := range 4 {
		want := time.Duration((n + 1) * s.burstBytes * int(time.Second) / rate)
		if long := s.reserve(now, s.burstBytes); (long - want).Abs() > time.Microsecond {
			t.Errorf("waits %v, not %v", long, want)
		}
	}
	if s.allow(now, 1) {
		t.Error("who does not wait comes before who does")
	}
}

func TestWhoDoesNotWaitAnyMoreGivesTheTurnBack(t *testing.T) {
	var due atomic.Int64
	s := newShaper(1, &due) // a byte a second
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	soon, end := context.WithDeadline(t.Context(), time.Now().Add(time.Hour))
	defer end()
	if err := s.wait(t.Context(), s.burstBytes); err != nil {
		t.Fatal(err)
	}
	before := due.Load()
	for _, ctx := range []context.Context{gone, soon} {
		if err := s.wait(ctx, s.burstBytes); err == nil {
			t.Error("it was a user's turn at once")
		}
	}
	if after := due.Load(); after != before {
		t.Errorf("%v are taken of who took nothing", time.Duration(after-before))
	}
}

// takes tells how much of a user may be handed on at once.
func takes(t *testing.T, ledger *Ledger, id ID) int {
	t.Helper()
	const bytesPerSecond, packet = 100, 1000
	book := NewBook(ledger)
	if err := book.SetUser(id, Limits{DownlinkBytesPerSecond: bytesPerSecond}); err != nil {
		t.Fatal(err)
	}
	session, err := book.Open(t.Context(), id, uuid.New(), "door", home)
	if err != nil {
		t.Fatal(err)
	}
	taken := 0
	for session.TryTake(Downlink, packet) == nil {
		taken += packet
	}
	return taken
}

func TestASpeedIsHeldOverTwoProcesses(t *testing.T) {
	path, id, began := filepath.Join(t.TempDir(), "ledger"), uuid.New(), time.Now()
	first, next := openTestLedger(t, path), openTestLedger(t, path)
	taken := takes(t, first, id) + takes(t, next, id)
	if most := leastBurstBytes + int(100*(time.Since(began).Seconds()+1)); taken > most {
		t.Errorf("%d bytes at once, though a user may have %d", taken, most)
	}
	// Who came to nobody's speed but its own gets all of it.
	if taken := takes(t, next, uuid.New()); taken < leastBurstBytes-1000 {
		t.Errorf("another user gets %d bytes", taken)
	}
	// What processes that have ended were to send is nobody's any more.
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	third := openTestLedger(t, path)
	if taken := takes(t, third, id); taken > leastBurstBytes/2 {
		t.Errorf("%d bytes at once beside a process that serves", taken)
	}
	for _, each := range []*Ledger{next, third} {
		if err := each.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if taken := takes(t, openTestLedger(t, path), id); taken < leastBurstBytes-1000 {
		t.Errorf("%d bytes at once of a burst of %d", taken, leastBurstBytes)
	}
}
