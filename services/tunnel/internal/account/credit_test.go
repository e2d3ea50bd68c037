package account

import (
	"errors"
	"testing"
)

func TestACreditTakesNoMoreThanTheLeaseAndGivesBackWhatIsLeft(t *testing.T) {
	book := newTestBook(t)
	book.SetInbound("in", 2000)
	id := book.given(t, Limits{Lease: &Lease{UntilBytes: 1000}})
	s := book.openFrom(t, id, home)
	c := s.Credit()
	if err := c.Raise(300, false); err != nil || c.Bytes() != 300 || book.ChargedBytes(id) != 600 {
		t.Fatalf("credit of %d for a charge of %d: %v", c.Bytes(), book.ChargedBytes(id), err)
	}
	if err := c.Raise(5000, true); err != nil || c.Bytes() != 500 || book.ChargedBytes(id) != 1000 {
		t.Fatalf("credit of %d for a charge of %d: %v", c.Bytes(), book.ChargedBytes(id), err)
	}
	c.Spend(Uplink, 100)
	c.Spend(Downlink, 150)
	c.Return()
	usage, err := book.Usage()
	if err != nil || len(usage) != 1 || usage[0].UplinkBytes != 100 || usage[0].DownlinkBytes != 150 || book.ChargedBytes(id) != 500 {
		t.Errorf("charged %d for %+v: %v", book.ChargedBytes(id), usage, err)
	}
}

func TestWithoutCreditAndLeaseTheSessionEnds(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{Lease: &Lease{UntilBytes: 100}})
	s := book.openFrom(t, id, home)
	c := s.Credit()
	if err := c.Raise(200, false); err != nil {
		t.Fatal(err)
	}
	c.Spend(Downlink, 110) // the kernel lets the last packet through whole
	if err := c.Raise(200, false); !errors.Is(err, ErrExhausted) {
		t.Errorf("raised: %v", err)
	}
	endsWith(t, s, ErrExhausted)
	if charged := book.ChargedBytes(id); charged != 110 {
		t.Errorf("charged %d", charged)
	}
}

func TestTheRestOfALeaseThatSufficesForNothingEndsTheSession(t *testing.T) {
	book := newTestBook(t)
	s := book.openFrom(t, book.given(t, Limits{Lease: &Lease{UntilBytes: 100}}), home)
	c := s.Credit()
	if err := c.Raise(200, true); err != nil || c.Bytes() != 100 {
		t.Fatalf("credit of %d: %v", c.Bytes(), err)
	}
	if err := c.Raise(200, false); err != nil {
		t.Fatal(err)
	}
	if err := c.Raise(200, true); !errors.Is(err, ErrExhausted) {
		t.Errorf("raised: %v", err)
	}
	endsWith(t, s, ErrExhausted)
}

func TestALargeLeaseIsNotCreditedWhole(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{Lease: &Lease{UntilBytes: 1 << 30}})
	c := book.openFrom(t, id, home).Credit()
	if err := c.Raise(1<<40, false); err != nil || c.Bytes() != 1<<28 {
		t.Errorf("credit of %d: %v", c.Bytes(), err)
	}
}
