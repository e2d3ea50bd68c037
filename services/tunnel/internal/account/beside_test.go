package account

import (
	"errors"
	"net/netip"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/sys/unix"
)

// threeBooks are of processes that serve from one ledger, and what a user may.
func threeBooks(t *testing.T, limits Limits) (books [3]*Book, user ID) {
	t.Helper()
	path, user := filepath.Join(t.TempDir(), "ledger[1]"), uuid.New()
	for i := range books {
		ledger, err := OpenLedger(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = ledger.Close() })
		books[i] = NewBook(ledger)
		if err := books[i].SetUser(user, limits); err != nil {
			t.Fatal(err)
		}
	}
	return books, user
}

// killed leaves what a process leaves that could not say so.
func (b *Book) killed(t *testing.T) {
	t.Helper()
	if err := unix.Flock(int(b.ledger.beside.own.file.Fd()), unix.LOCK_UN); err != nil {
		t.Fatal(err)
	}
}

func (b *Book) openAt(t *testing.T, user ID, tag string, source netip.Addr) *Session {
	t.Helper()
	s, err := b.Open(t.Context(), user, uuid.Nil, tag, source)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAddressesAreCountedOverAllProcesses(t *testing.T) {
	books, user := threeBooks(t, Limits{MostAddresses: 2})
	first := books[0].openAt(t, user, "one", home)
	books[1].openAt(t, user, "two", office)
	books[2].refuses(t, user, cafe)
	books[2].openAt(t, user, "three", office)
	first.Close()
	eventually(t, func() bool {
		_, err := books[2].Open(t.Context(), user, uuid.Nil, "three", cafe)
		return err == nil
	})
	books[0].refuses(t, user, home)
}

func TestALimitThatComesLaterCountsWhoIsThere(t *testing.T) {
	books, user := threeBooks(t, Limits{})
	books[0].openAt(t, user, "one", home)
	for _, book := range books {
		book.limit(t, user, Limits{MostAddresses: 1})
	}
	books[1].refuses(t, user, office)
}

func TestWhoWasWithAKilledProcessIsGone(t *testing.T) {
	books, user := threeBooks(t, Limits{MostAddresses: 1})
	books[0].openAt(t, user, "one", home)
	books[1].refuses(t, user, office)
	books[0].killed(t)
	books[1].openAt(t, user, "two", office)
}

func TestOfThoseWhoComeAtOnceNoMoreAreLetInThanMayBe(t *testing.T) {
	books, user := threeBooks(t, Limits{MostAddresses: 1})
	addresses := [3]netip.Addr{home, office, cafe}
	for range 100 {
		var together sync.WaitGroup
		var in atomic.Int32
		var opened [3]*Session
		for i, book := range books {
			together.Go(func() {
				if s, err := book.Open(t.Context(), user, uuid.Nil, "in", addresses[i]); err == nil {
					in.Add(1)
					opened[i] = s
				}
			})
		}
		together.Wait()
		if in.Load() > 1 {
			t.Fatalf("%d addresses at once", in.Load())
		}
		for i, s := range opened {
			if s != nil {
				s.Close()
				eventually(t, func() bool {
					at, _ := books[(i+1)%3].Standing(user)
					return len(at.Addresses.Present) == 0
				})
			}
		}
	}
}

func TestAllProcessesEndTheSameOneWhenThereAreFewerSlots(t *testing.T) {
	books, user := threeBooks(t, addresses(Slots{Any: 2}))
	first := books[0].openAt(t, user, "one", home)
	second := books[1].openAt(t, user, "two", office)
	for _, book := range books {
		book.limit(t, user, addresses(Slots{Any: 1}))
	}
	endsWith(t, second, ErrTooManyAddresses)
	if first.Context().Err() != nil {
		t.Error("the first to come was cut")
	}
}

func TestALeaseIsUsedUpToTheByteOverAllProcesses(t *testing.T) {
	const lease, chunk = 1_000_000, 7
	books, user := threeBooks(t, Limits{})
	var carried atomic.Int64
	var together sync.WaitGroup
	for _, book := range books {
		book.limit(t, user, Limits{Lease: &Lease{Epoch: book.Epoch(), UntilBytes: lease}})
		s := book.openAt(t, user, "in", home)
		together.Go(func() {
			for s.Take(Uplink, chunk) == nil {
				carried.Add(chunk)
			}
		})
	}
	together.Wait()
	if left := lease - carried.Load(); left < 0 || left >= chunk {
		t.Errorf("%d bytes of the lease are left", left)
	}
	usage, err := books[0].Usage()
	if err != nil || len(usage) != 1 || int64(usage[0].UplinkBytes) != carried.Load() {
		t.Errorf("carried %d, in the books %v, %v", carried.Load(), usage, err)
	}
}

func TestACounterIsNotReleasedWhileAnotherProcessHoldsIt(t *testing.T) {
	books, user := threeBooks(t, Limits{})
	s := books[1].openAt(t, user, "in", home)
	if err := s.Take(Uplink, 10); err != nil {
		t.Fatal(err)
	}
	stored := Unused{Counters: []Usage{{Key: Key{user, uuid.Nil, "in"}, UplinkBytes: 10}}}
	if kept := books[0].release(t, stored, nobody); len(kept.Counters) != 1 {
		t.Fatalf("released what another process counts on: kept %v", kept)
	}
	if err := s.Take(Uplink, 10); err != nil {
		t.Fatal(err)
	}
	if usage, err := books[2].Usage(); err != nil || len(usage) != 1 || usage[0].UplinkBytes != 20 {
		t.Errorf("in the books: %v, %v", usage, err)
	}
	books[1].killed(t)
	stored.Counters[0].UplinkBytes = 20
	if kept := books[0].release(t, stored, nobody); len(kept.Counters) != 0 {
		t.Errorf("kept for a process that is gone: %v", kept)
	}
}

func TestAProcessThatKnowsACounterFromBeforeDoesNotCountOnAnothers(t *testing.T) {
	books, user := threeBooks(t, Limits{})
	carry := func(book *Book, who ID, bytes int) {
		t.Helper()
		book.carry(t, who, uuid.Nil, bytes)
	}
	carry(books[1], user, 10)
	books[0].releaseAll(t, func(key Key) bool { return key.Inbound == userSlotTag })
	other := uuid.New()
	if err := books[2].SetUser(other, Limits{}); err != nil {
		t.Fatal(err)
	}
	carry(books[2], other, 5) // in the slot that became free
	carry(books[1], user, 3)
	usage, err := books[0].Usage()
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range usage {
		if want := map[ID]uint64{user: 3, other: 5}[each.User]; each.UplinkBytes != want {
			t.Errorf("%v has %d, not %d", each.User, each.UplinkBytes, want)
		}
	}
	if len(usage) != 2 {
		t.Errorf("in the books: %v", usage)
	}
}

func TestTheFilesOfProcessesThatEndedAreRemoved(t *testing.T) {
	books, _ := threeBooks(t, Limits{})
	path := books[0].ledger.file.Name()
	books[0].killed(t)
	if err := books[1].ledger.Close(); err != nil {
		t.Fatal(err)
	}
	next, err := OpenLedger(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = next.Close() }()
	left, err := filepath.Glob(globbed(path) + ".process-*")
	if err != nil || len(left) != 2 {
		t.Errorf("left: %v, %v", left, errors.Join(err))
	}
}
