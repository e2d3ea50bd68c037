package account

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
)

func withSlots(address int) Limits {
	return Limits{MostAddresses: 2, AddressSlots: &Slots{Any: address}}
}

func TestAFirstConnectionWaitsForASlot(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, withSlots(0))
	heard := book.Listen()
	defer heard.Close()
	opened := make(chan error)
	go func() {
		s, err := book.OpenPatiently(t.Context(), id, uuid.Nil, "in", home)
		if err == nil {
			s.Close()
		}
		opened <- err
	}()
	<-heard.Heard // it was refused, which the panel is told
	if err := book.SetUser(id, withSlots(1)); err != nil {
		t.Fatal(err)
	}
	if err := <-opened; err != nil {
		t.Error(err)
	}
	if accepted, refused := book.Admissions().Accepted(), book.Admissions().Refused(); accepted != 1 || refused != 0 {
		t.Errorf("counted %d accepted, %d refused", accepted, refused)
	}
}

func TestWhoGetsNoSlotIsRefusedInTheEnd(t *testing.T) {
	ledger := newTestBook(t).ledger
	synctest.Test(t, func(t *testing.T) {
		book := NewBook(ledger)
		id := book.given(t, withSlots(0))
		began := time.Now()
		if _, err := book.OpenPatiently(t.Context(), id, uuid.Nil, "in", home); !errors.Is(err, ErrTooManyAddresses) {
			t.Errorf("opened with %v", err)
		}
		if waited := time.Since(began); waited != slotPatience {
			t.Errorf("waited for %v", waited)
		}
	})
}

func TestOnlyAFirstConnectionWaits(t *testing.T) {
	ledger := newTestBook(t).ledger
	synctest.Test(t, func(t *testing.T) {
		book := NewBook(ledger)
		began := time.Now()
		here, whole := book.given(t, withSlots(1)), book.given(t, Limits{MostAddresses: 1})
		for _, id := range []ID{here, whole} {
			s := book.openFrom(t, id, home)
			if _, err := book.OpenPatiently(t.Context(), id, uuid.Nil, "in", office); !errors.Is(err, ErrTooManyAddresses) {
				t.Errorf("opened with %v", err)
			}
			s.Close()
		}
		book.patient.count = mostPatient
		crowded := book.given(t, withSlots(0))
		if _, err := book.OpenPatiently(t.Context(), crowded, uuid.Nil, "in", home); !errors.Is(err, ErrTooManyAddresses) {
			t.Errorf("opened with %v", err)
		}
		if waited := time.Since(began); waited != 0 {
			t.Errorf("waited for %v", waited)
		}
		synctest.Wait()
	})
}
