package account

import (
	"errors"
	"testing"

	"github.com/google/uuid"
)

func TestWhoIsConnectedToAnotherProcessTakesOfWhatTheUserMayHave(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{MostAddresses: 1, MostDevices: 1})
	phone, laptop := uuid.New(), uuid.New()
	book.SetElsewhere([]SessionInfo{{User: id, Device: phone, Source: home}})
	if _, err := book.Open(t.Context(), id, phone, "in", office); !errors.Is(err, ErrTooManyAddresses) {
		t.Errorf("another address: %v", err)
	}
	if _, err := book.Open(t.Context(), id, laptop, "in", home); !errors.Is(err, ErrTooManyDevices) {
		t.Errorf("another device: %v", err)
	}
	book.SetElsewhere(nil)
	if _, err := book.Open(t.Context(), id, laptop, "in", office); err != nil {
		t.Errorf("when nobody is there any more: %v", err)
	}
}

func TestWhoIsConnectedToAnotherProcessComesInFromTheSamePlace(t *testing.T) {
	book := newTestBook(t)
	id, phone := book.given(t, Limits{MostAddresses: 1, MostDevices: 1}), uuid.New()
	book.SetElsewhere([]SessionInfo{{User: id, Device: phone, Source: home}})
	if _, err := book.Open(t.Context(), id, phone, "in", home); err != nil {
		t.Error(err)
	}
}
