package account

import (
	"testing"

	"github.com/google/uuid"
)

func TestThoseWhoAreLetInAndThoseWhoAreNotAreCounted(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{MostAddresses: 1})
	book.openFrom(t, id, home).Close()
	book.openFrom(t, id, home)
	if _, err := book.Open(t.Context(), id, uuid.Nil, "in", office); err == nil {
		t.Fatal("a second address was let in")
	}
	if _, err := book.Open(t.Context(), uuid.New(), uuid.Nil, "in", home); err == nil {
		t.Fatal("a stranger was let in")
	}
	if are := book.Admissions(); are.Accepted() != 2 || are.Refused() != 2 {
		t.Errorf("accepted %d, refused %d", are.Accepted(), are.Refused())
	}
}
