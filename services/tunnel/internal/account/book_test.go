package account

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/netip"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
)

var (
	home   = netip.MustParseAddr("203.0.113.7")
	office = netip.MustParseAddr("203.0.113.8")
	cafe   = netip.MustParseAddr("203.0.113.9")
)

func newTestBook(t *testing.T) *Book {
	t.Helper()
	return NewBook(openTestLedger(t, filepath.Join(t.TempDir(), "ledger")))
}

func (b *Book) given(t *testing.T, limits Limits) ID {
	t.Helper()
	id := uuid.New()
	if err := b.SetUser(id, limits); err != nil {
		t.Fatal(err)
	}
	return id
}

func (b *Book) openFrom(t *testing.T, id ID, source netip.Addr) *Session {
	t.Helper()
	s, err := b.Open(t.Context(), id, uuid.Nil, "in", source)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func endsWith(t *testing.T, s *Session, cause error) {
	t.Helper()
	<-s.Done()
	if got := context.Cause(s.Context()); !errors.Is(got, cause) {
		t.Errorf("the session ended with %v, not %v", got, cause)
	}
	if err := s.Take(Uplink, 1); !errors.Is(err, cause) {
		t.Errorf("taking after the end gives %v, not %v", err, cause)
	}
}

func TestALeaseIsNeverOverrunHoweverManySessionsShareIt(t *testing.T) {
	book := newTestBook(t)
	const lease = 1_000_003
	id := book.given(t, Limits{Lease: &Lease{UntilBytes: lease}})
	var handedOn atomic.Int64
	var all sync.WaitGroup
	for range 16 {
		s := book.openFrom(t, id, home)
		all.Go(func() {
			for {
				n := 1 + rand.IntN(900)
				if s.Take(Direction(n%2), n) != nil {
					return
				}
				handedOn.Add(int64(n))
			}
		})
	}
	all.Wait()
	if got := handedOn.Load(); got > lease || got < lease-16*900 {
		t.Errorf("handed on %d bytes of %d", got, lease)
	}
	if charged := book.ChargedBytes(id); charged != uint64(handedOn.Load()) {
		t.Errorf("charged %d for %d bytes", charged, handedOn.Load())
	}
	if _, err := book.Open(t.Context(), id, uuid.Nil, "in", home); !errors.Is(err, ErrExhausted) && handedOn.Load() == lease {
		t.Errorf("an exhausted user may open a session: %v", err)
	}
}

func TestACoefficientLosesNoRemainder(t *testing.T) {
	book := newTestBook(t)
	book.SetInbound("in", 1_001)
	id := book.given(t, Limits{})
	s := book.openFrom(t, id, home)
	for range 1_000 {
		if err := s.Take(Downlink, 1); err != nil {
			t.Fatal(err)
		}
	}
	if charged := book.ChargedBytes(id); charged != 1_001 {
		t.Errorf("a thousand bytes at 1.001 cost %d", charged)
	}
}

func TestALeaseMayBeExtendedWhileItIsUsed(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{Lease: &Lease{UntilBytes: 100}})
	s := book.openFrom(t, id, home)
	if err := s.Take(Uplink, 100); err != nil {
		t.Fatal(err)
	}
	if err := book.SetUser(id, Limits{Lease: &Lease{UntilBytes: 150}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Take(Uplink, 50); err != nil {
		t.Errorf("the extension is not honoured: %v", err)
	}
	if s.RemainingBytes() != 0 {
		t.Errorf("%d bytes remain", s.RemainingBytes())
	}
	if err := book.SetUser(id, Limits{Lease: &Lease{UntilBytes: 120}}); err != nil {
		t.Fatal(err)
	}
	endsWith(t, s, ErrExhausted)
}

func TestTheChargeOutlivesTheProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger")
	id := uuid.New()
	for range 2 {
		ledger := openTestLedger(t, path)
		book := NewBook(ledger)
		if err := book.SetUser(id, Limits{Lease: &Lease{Epoch: ledger.Epoch(), UntilBytes: 100}}); err != nil {
			t.Fatal(err)
		}
		if err := book.openFrom(t, id, home).Take(Uplink, 50); err != nil {
			t.Fatal(err)
		}
		if err := ledger.Close(); err != nil {
			t.Fatal(err)
		}
	}
	book := NewBook(openTestLedger(t, path))
	if err := book.SetUser(id, Limits{Lease: &Lease{UntilBytes: 100}}); err != nil {
		t.Fatal(err)
	}
	if _, err := book.Open(t.Context(), id, uuid.Nil, "in", home); !errors.Is(err, ErrExhausted) {
		t.Errorf("a lease used up before the restart gives %v", err)
	}
}

func TestRemovingAUserEndsItsSessionsAndNobodyElses(t *testing.T) {
	book := newTestBook(t)
	gone, stays := book.given(t, Limits{}), book.given(t, Limits{})
	a, b := book.openFrom(t, gone, home), book.openFrom(t, stays, home)
	book.RemoveUser(gone)
	book.RemoveUser(gone)
	endsWith(t, a, ErrRemoved)
	if err := b.Take(Uplink, 1); err != nil {
		t.Error(err)
	}
	if _, err := book.Open(t.Context(), gone, uuid.Nil, "in", home); !errors.Is(err, ErrUnknownUser) {
		t.Errorf("a removed user may come back: %v", err)
	}
}

func TestAddressesAreCountedOnceHoweverManyConnections(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{MostAddresses: 2})
	first, again, _ := book.openFrom(t, id, home), book.openFrom(t, id, home), book.openFrom(t, id, office)
	refused := func() bool {
		s, err := book.Open(t.Context(), id, uuid.Nil, "in", cafe)
		if err == nil {
			s.Close()
		}
		return errors.Is(err, ErrTooManyAddresses)
	}
	if !refused() {
		t.Error("a third address is let in")
	}
	first.Close()
	if !refused() {
		t.Error("a third address is let in while the first has a connection left")
	}
	synctestWait(func() bool { again.Close(); return !refused() })
}

// synctestWait waits until done; what it waits for happens in another goroutine at once.
func synctestWait(done func() bool) {
	for !done() {
		time.Sleep(time.Millisecond)
	}
}

func TestAnIPv6NetworkCountsAsOneAddress(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{MostAddresses: 1})
	book.openFrom(t, id, netip.MustParseAddr("2001:db8:1:2::1"))
	book.openFrom(t, id, netip.MustParseAddr("2001:db8:1:2:ffff::9"))
	if _, err := book.Open(t.Context(), id, uuid.Nil, "in", netip.MustParseAddr("2001:db8:1:3::1")); !errors.Is(err, ErrTooManyAddresses) {
		t.Errorf("another network gives %v", err)
	}
	mapped := book.given(t, Limits{MostAddresses: 1})
	book.openFrom(t, mapped, home)
	book.openFrom(t, mapped, netip.AddrFrom16(home.As16()))
}

func TestDevicesAreLimited(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{MostDevices: 1})
	phone, laptop := uuid.New(), uuid.New()
	if _, err := book.Open(t.Context(), id, phone, "in", home); err != nil {
		t.Fatal(err)
	}
	if _, err := book.Open(t.Context(), id, laptop, "in", home); !errors.Is(err, ErrTooManyDevices) {
		t.Errorf("a second device gives %v", err)
	}
}

func TestTimeEndsSessionsThatSayNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := newTestBook(t)
		id := book.given(t, Limits{ExpiresAt: time.Now().Add(time.Hour)})
		s := book.openFrom(t, id, home)
		time.Sleep(time.Hour - time.Second)
		if err := s.Take(Uplink, 1); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		endsWith(t, s, ErrExpired)
		if _, err := book.Open(t.Context(), id, uuid.Nil, "in", home); !errors.Is(err, ErrExpired) {
			t.Errorf("an expired user gives %v", err)
		}
	})
}

func TestEightSessionsTogetherKeepTheUsersSpeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := newTestBook(t)
		const bytesPerSecond, seconds = 2_500_000, 10
		id := book.given(t, Limits{DownlinkBytesPerSecond: bytesPerSecond})
		ctx, cancel := context.WithTimeout(t.Context(), seconds*time.Second)
		defer cancel()
		var total atomic.Int64
		var all sync.WaitGroup
		for n := range 8 {
			s, err := book.Open(ctx, id, uuid.Nil, []string{"tcp", "udp"}[n%2], home)
			if err != nil {
				t.Fatal(err)
			}
			all.Go(func() {
				for s.Take(Downlink, 8192) == nil {
					total.Add(8192)
				}
			})
		}
		all.Wait()
		if share := float64(total.Load()) / (bytesPerSecond * seconds); share < 0.95 || share > 1.05 {
			t.Errorf("the user got %.3f of its speed", share)
		}
	})
}

func TestKillEndsOnlyWhatMatches(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{})
	a, b := book.openFrom(t, id, home), book.openFrom(t, id, office)
	if n := book.Kill(id, func(s SessionInfo) bool { return s.Source == home }); n != 1 {
		t.Errorf("killed %d", n)
	}
	endsWith(t, a, ErrKilled)
	if sessions := book.Sessions(); b.Take(Uplink, 9) != nil || len(sessions) == 0 {
		t.Errorf("the other one is gone too: %v", sessions)
	}
}

func TestEverySessionHasAnIDOfItsOwn(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{})
	book.openFrom(t, id, home)
	book.openFrom(t, id, home)
	sessions := book.Sessions()
	if len(sessions) != 2 || sessions[0].ID == sessions[1].ID || sessions[0].ID == 0 {
		t.Fatalf("sessions: %v", sessions)
	}
	if n := book.Kill(id, func(s SessionInfo) bool { return s.ID == sessions[0].ID }); n != 1 {
		t.Errorf("killed %d", n)
	}
	if later := NewBook(nil); later.sessionIDs.Load() <= sessions[0].ID || later.sessionIDs.Load() <= sessions[1].ID {
		t.Error("a process that starts later gives ids again")
	}
}

func BenchmarkTake(b *testing.B) {
	ledger, err := OpenLedger(filepath.Join(b.TempDir(), "ledger"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = ledger.Close() }()
	book := NewBook(ledger)
	id := uuid.New()
	if err := book.SetUser(id, Limits{Lease: &Lease{UntilBytes: 1 << 60}}); err != nil {
		b.Fatal(err)
	}
	s, err := book.Open(b.Context(), id, uuid.Nil, "in", home)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Take(Downlink, 1400); err != nil {
			b.Fatal(err)
		}
	}
}
