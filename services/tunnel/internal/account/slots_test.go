package account

import (
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/google/uuid"
)

func (b *Book) limit(t *testing.T, id ID, limits Limits) {
	t.Helper()
	if err := b.SetUser(id, limits); err != nil {
		t.Fatal(err)
	}
}

// addresses limits a user to two of them, of which this node has the slots given.
func addresses(slots Slots) Limits { return Limits{MostAddresses: 2, AddressSlots: &slots} }

func (b *Book) refuses(t *testing.T, id ID, source netip.Addr) {
	t.Helper()
	if _, err := b.Open(t.Context(), id, uuid.Nil, "in", source); !errors.Is(err, ErrTooManyAddresses) {
		t.Errorf("from %v: %v", source, err)
	}
}

func TestANodeLetsInNoMoreAddressesThanItHasSlots(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, addresses(Slots{Any: 1}))
	first := book.openFrom(t, id, home)
	book.openFrom(t, id, home)
	book.refuses(t, id, office)
	book.limit(t, id, addresses(Slots{Any: 1, Named: []Mark{networkMark(id, network(office))}}))
	book.openFrom(t, id, office)
	book.refuses(t, id, cafe)
	book.limit(t, id, addresses(Slots{}))
	endsWith(t, first, ErrTooManyAddresses)
	book.refuses(t, id, home)
}

func TestASlotThatIsNotNamedGoesToWhoeverComesNext(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, addresses(Slots{Any: 1}))
	first := book.openFrom(t, id, home)
	first.Close()
	eventually(t, func() bool { at, _ := book.Standing(id); return len(at.Addresses.Present) == 0 })
	book.openFrom(t, id, office)
}

func TestFewerSlotsEndTheLastToCome(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, addresses(Slots{Any: 2}))
	first := book.openFrom(t, id, home)
	time.Sleep(time.Millisecond) // sessions are told apart by when they began
	second := book.openFrom(t, id, office)
	book.limit(t, id, addresses(Slots{Any: 1}))
	endsWith(t, second, ErrTooManyAddresses)
	if first.Context().Err() != nil {
		t.Error("the first to come was cut")
	}
	book.limit(t, id, addresses(Slots{Named: []Mark{networkMark(id, network(home))}}))
	if first.Context().Err() != nil {
		t.Error("who has a slot of its own now was cut")
	}
}

func TestDevicesHaveSlotsLikeAddresses(t *testing.T) {
	book := newTestBook(t)
	phone, laptop := uuid.New(), uuid.New()
	id := book.given(t, Limits{MostDevices: 1, DeviceSlots: &Slots{}})
	if _, err := book.Open(t.Context(), id, phone, "in", home); !errors.Is(err, ErrTooManyDevices) {
		t.Errorf("without a slot: %v", err)
	}
	book.limit(t, id, Limits{MostDevices: 1, DeviceSlots: &Slots{Named: []Mark{deviceMark(id, phone)}}})
	for range 2 { // wherever its key is used
		if _, err := book.Open(t.Context(), id, phone, "in", office); err != nil {
			t.Error(err)
		}
	}
	if _, err := book.Open(t.Context(), id, laptop, "in", home); !errors.Is(err, ErrTooManyDevices) {
		t.Errorf("another device: %v", err)
	}
}

func TestAnIPv6NetworkHasOneMark(t *testing.T) {
	id := uuid.MustParse("019f2c41-7a10-7000-8000-3f6f2b1a9d55")
	of := func(address string) Mark { return networkMark(id, network(netip.MustParseAddr(address))) }
	if of("2001:db8:0:1::7") != of("2001:db8:0:1:ffff::9") || of("2001:db8:0:1::7") == of("2001:db8:0:2::7") {
		t.Error("the network is not what counts")
	}
	if of("203.0.113.7") != of("::ffff:203.0.113.7") {
		t.Error("an IPv4 address has two marks")
	}
}

func TestWhoWasRefusedIsToldOf(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, addresses(Slots{}))
	quiet := book.given(t, Limits{MostAddresses: 1})
	heard := book.Listen()
	defer heard.Close()
	book.refuses(t, id, home)
	book.openFrom(t, quiet, home)
	book.refuses(t, quiet, office)
	<-heard.Heard
	if ids := heard.Take(9); len(ids) != 1 || ids[0] != id {
		t.Errorf("told of %v", ids)
	}
	at, _ := book.Standing(id)
	if want := networkMark(id, network(home)); len(at.Addresses.Refused) != 1 || at.Addresses.Refused[0] != want {
		t.Errorf("refused were %v", at.Addresses.Refused)
	}
	again := book.Listen() // somebody who begins to listen hears of it too
	defer again.Close()
	if len(again.Take(9)) != 1 {
		t.Error("what was refused before is not told")
	}
	book.limit(t, id, addresses(Slots{Any: 1}))
	book.openFrom(t, id, home)
	if at, _ = book.Standing(id); len(at.Addresses.Refused) != 0 || len(at.Addresses.Present) != 1 {
		t.Errorf("who came in stands as %+v", at.Addresses)
	}
}

func TestWhoComesAndGoesIsToldWhereASlotIsWanted(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, addresses(Slots{Any: 1, WantedElsewhere: true}))
	heard := book.Listen()
	defer heard.Close()
	<-heard.Heard
	heard.Take(9)
	session := book.openFrom(t, id, home)
	<-heard.Heard
	heard.Take(9)
	session.Close()
	<-heard.Heard
	if ids := heard.Take(9); len(ids) != 1 {
		t.Errorf("told of %v", ids)
	}
}

func TestALeaseThatReturnsIsToldOfWithWhatWasCharged(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{Lease: &Lease{UntilBytes: 1000}})
	session := book.openFrom(t, id, home)
	if err := session.Take(Uplink, 700); err != nil {
		t.Fatal(err)
	}
	heard := book.Listen()
	defer heard.Close()
	book.limit(t, id, Limits{Lease: &Lease{UntilBytes: 600, Returns: true}})
	<-heard.Heard
	at, _ := book.Standing(id)
	if at.Charged != 700 || at.Lease.UntilBytes != 600 {
		t.Errorf("stands at %d of %+v", at.Charged, at.Lease)
	}
	endsWith(t, session, ErrExhausted)
	if _, err := book.Open(t.Context(), id, uuid.Nil, "in", home); !errors.Is(err, ErrExhausted) {
		t.Errorf("beyond the lease: %v", err)
	}
	if at, _ = book.Standing(id); !at.WantsBytes {
		t.Error("who was refused for want of bytes is not told of")
	}
}

func eventually(t *testing.T, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it never became so")
		}
	}
}
