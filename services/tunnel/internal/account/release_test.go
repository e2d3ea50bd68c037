package account

import (
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
)

// grants are who may come in by what, as the node knows it.
type grants map[Key]bool

func (g grants) used(key Key) bool {
	if key.Inbound != userSlotTag {
		return g[key]
	}
	for each := range g {
		if each.User == key.User {
			return true
		}
	}
	return false
}

func nobody(Key) bool { return false }

// unused waits until nobody is in the midst of counting.
func (b *Book) unused(t *testing.T, used func(Key) bool) Unused {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; {
		unused, err := b.Unused(1<<20, used)
		if err != nil {
			t.Fatal(err)
		}
		if len(unused.Counters) > 0 || !unused.More || time.Now().After(deadline) {
			return unused
		}
	}
}

func (b *Book) release(t *testing.T, stored Unused, used func(Key) bool) Unused {
	t.Helper()
	kept, err := b.Release(stored, used)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// releaseAll releases what can be, as it stands.
func (b *Book) releaseAll(t *testing.T, used func(Key) bool) {
	t.Helper()
	for unused := b.unused(t, used); len(unused.Counters)+len(unused.Users) > 0; unused = b.unused(t, used) {
		if kept := b.release(t, unused, used); len(kept.Counters)+len(kept.Users) > 0 {
			t.Fatalf("kept %v", kept)
		}
	}
}

func (b *Book) carry(t *testing.T, id, device ID, bytes int) {
	t.Helper()
	s, err := b.Open(t.Context(), id, device, "in", home)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Take(Uplink, bytes); err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestACounterIsReleasedOnlyAsItIsStored(t *testing.T) {
	book := newTestBook(t)
	id, device := book.given(t, Limits{}), uuid.New()
	book.carry(t, id, device, 1000)
	book.RemoveUser(id)
	listed := book.unused(t, nobody)
	if len(listed.Counters) != 1 || listed.Counters[0].UplinkBytes != 1000 || len(listed.Users) != 0 || !listed.More {
		t.Fatalf("listed %+v", listed)
	}
	stored := Unused{Counters: slices.Clone(listed.Counters)}
	stored.Counters[0].UplinkBytes = 999
	if kept := book.release(t, stored, nobody); len(kept.Counters) != 1 || kept.Counters[0] != listed.Counters[0] {
		t.Errorf("kept %v", kept)
	}
	if kept := book.release(t, listed, func(Key) bool { return true }); len(kept.Counters) != 1 {
		t.Errorf("released what is used: kept %v", kept)
	}
	if kept := book.release(t, Unused{Users: []ID{id}}, nobody); len(kept.Users) != 1 {
		t.Error("forgot what a user was charged before what the user has used")
	}
	before := book.Releases()
	for range 2 { // the second time as if the answer had been lost
		if kept := book.release(t, listed, nobody); len(kept.Counters) != 0 {
			t.Errorf("kept %v", kept)
		}
	}
	if book.Releases() <= before {
		t.Error("the release has no number of its own")
	}
	if listed := book.unused(t, nobody); len(listed.Counters) != 0 || !slices.Equal(listed.Users, []ID{id}) || listed.More {
		t.Errorf("left is %+v", listed)
	}
	if up, _, err := book.TotalBytes(); err != nil || up != 1000 {
		t.Errorf("the total went back to %d, %v", up, err)
	}
}

func TestACounterIsNotReleasedWhileASessionMayCount(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{})
	s := book.openFrom(t, id, home)
	if err := s.Take(Downlink, 5); err != nil {
		t.Fatal(err)
	}
	book.RemoveUser(id)
	<-s.Done()
	runtime.GC()
	if listed, err := book.Unused(10, nobody); err != nil || len(listed.Counters) != 0 || !listed.More {
		t.Errorf("listed %+v, %v", listed, err)
	}
	stored := Unused{Counters: []Usage{{Key: Key{id, uuid.Nil, "in"}, DownlinkBytes: 5}}}
	if kept := book.release(t, stored, nobody); len(kept.Counters) != 1 {
		t.Error("released what a session holds")
	}
	s.count(Downlink, 7) // it was in the midst of it
	s = nil
	if listed := book.unused(t, nobody); len(listed.Counters) != 1 || listed.Counters[0].DownlinkBytes != 12 {
		t.Errorf("listed %+v", listed)
	}
}

func TestALedgerIsOfTheSizeOfThoseWhoAreThere(t *testing.T) {
	book := newTestBook(t)
	stays, device := book.given(t, Limits{}), uuid.New()
	book.carry(t, stays, device, 1)
	there := grants{{stays, device, "in"}: true}
	const rounds, many = 10, 1000
	for range rounds {
		for range many {
			id := book.given(t, Limits{})
			book.carry(t, id, uuid.New(), 3)
			book.RemoveUser(id)
		}
		book.releaseAll(t, there.used)
	}
	if segments := len(book.ledger.segments); segments != 1 {
		t.Errorf("%d users came and went, and the ledger has %d segments of %d", rounds*many, segments, segmentSlots)
	}
	usage, err := book.Usage()
	if err != nil || len(usage) != 1 || usage[0].UplinkBytes != 1 {
		t.Errorf("left are %v, %v", usage, err)
	}
	if up, _, err := book.TotalBytes(); err != nil || up != 1+rounds*many*3 {
		t.Errorf("the total is %d, %v", up, err)
	}
}

func TestAReleasedSlotBeginsAtZeroForAnother(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger")
	one, beside := openTestLedger(t, path), openTestLedger(t, path)
	gone, comes := Key{uuid.New(), uuid.New(), "a"}, Key{uuid.New(), uuid.New(), "b"}
	add(t, one, gone, 7, 7)
	if got := totals(t, beside)[gone]; got != [2]uint64{7, 7} {
		t.Fatalf("the process beside sees %v", got)
	}
	stored := Unused{Counters: []Usage{{Key: gone, UplinkBytes: 7, DownlinkBytes: 7}}}
	if kept, err := one.release(stored, nobody); err != nil || len(kept.Counters) != 0 {
		t.Fatalf("kept %v, %v", kept, err)
	}
	add(t, beside, comes, 1, 2)
	for _, ledger := range []*Ledger{one, beside, openTestLedger(t, path)} {
		if got := totals(t, ledger); len(got) != 1 || got[comes] != [2]uint64{1, 2} {
			t.Errorf("left are %v", got)
		}
	}
	add(t, one, gone, 7, 7)
	usage, err := one.Usage()
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range usage {
		if each.Key == gone && each == (Usage{gone, 7, 7, stored.Counters[0].life}) {
			t.Error("a counter that came again passes for the one before")
		}
	}
}

// panel is what stores usage: how each counter last stood, and what flowed.
type panel struct {
	known map[Key]uint64
	total uint64
}

func (p *panel) take(usage []Usage) {
	for _, each := range usage {
		p.total += max(each.UplinkBytes, p.known[each.Key]) - p.known[each.Key]
		p.known[each.Key] = max(each.UplinkBytes, p.known[each.Key])
	}
}

// settle is what the panel does with the answer to an order.
func (p *panel) settle(ordered, kept Unused) {
	keeps := map[Key]uint64{}
	for _, each := range kept.Counters {
		keeps[each.Key] = each.UplinkBytes + 1
	}
	for _, each := range ordered.Counters {
		if keeps[each.Key] <= each.UplinkBytes {
			delete(p.known, each.Key)
		}
	}
}

// The engine and the panel die at any moment: what is under way is lost, what they have stored is not.
func TestWhatIsReleasedCountsOnceWhateverDies(t *testing.T) {
	const seeds, steps = 10, 150
	for seed := range uint64(seeds) {
		random := rand.New(rand.NewPCG(seed, 20261130))
		path := filepath.Join(t.TempDir(), "ledger")
		book := NewBook(openTestLedger(t, path))
		users, device := []ID{uuid.New(), uuid.New(), uuid.New()}, uuid.New()
		there, stores := grants{}, &panel{known: map[Key]uint64{}}
		var carried uint64
		var ordered *Unused
		resolve := func() {
			if ordered != nil {
				stores.settle(*ordered, book.release(t, *ordered, there.used))
				ordered = nil
			}
		}
		for range steps {
			id := users[random.IntN(len(users))]
			key := Key{id, device, "in"}
			switch random.IntN(8) {
			case 0: // nobody comes back before it is known what became of an order
				resolve()
				there[key] = true
				if err := book.SetUser(id, Limits{}); err != nil {
					t.Fatal(err)
				}
			case 1:
				delete(there, key)
				book.RemoveUser(id)
			case 2, 3:
				if there[key] {
					n := random.IntN(1000)
					book.carry(t, id, device, n)
					carried += uint64(n)
				}
			case 4:
				usage, err := book.Usage()
				if err != nil {
					t.Fatal(err)
				}
				stores.take(usage)
			case 5:
				if ordered == nil {
					runtime.GC()
					unused, err := book.Unused(10, there.used)
					if err != nil {
						t.Fatal(err)
					}
					stores.take(unused.Counters)
					ordered = &unused
				}
				if random.IntN(2) == 0 { // the answer is lost
					book.release(t, *ordered, there.used)
				}
			case 6:
				resolve()
			case 7: // the engine is killed, and serves whom it served before
				book = NewBook(openTestLedger(t, path))
				for each := range there {
					if err := book.SetUser(each.User, Limits{}); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		resolve()
		usage, err := book.Usage()
		if err != nil {
			t.Fatal(err)
		}
		if stores.take(usage); stores.total != carried {
			t.Fatalf("seed %d: carried %d, stored %d", seed, carried, stores.total)
		}
	}
}

func TestCountersAreReleasedWhileOthersCount(t *testing.T) {
	book := newTestBook(t)
	stays := book.given(t, Limits{})
	const takes = 2000
	var counting sync.WaitGroup
	for range 4 {
		s := book.openFrom(t, stays, home)
		counting.Go(func() {
			for range takes {
				if err := s.Take(Uplink, 1); err != nil {
					t.Error(err)
				}
			}
		})
	}
	isThere := func(key Key) bool { return key.User == stays }
	for range 50 {
		id := book.given(t, Limits{})
		book.carry(t, id, uuid.New(), 9)
		book.RemoveUser(id)
		book.releaseAll(t, isThere)
	}
	counting.Wait()
	usage, err := book.Usage()
	if err != nil || len(usage) != 1 || usage[0].UplinkBytes != 4*takes {
		t.Errorf("left are %v, %v", usage, err)
	}
}
