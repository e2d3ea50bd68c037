package account

import (
	"runtime"
	"sync/atomic"
)

// held is a slot that somebody of this process may add to. It is not released before all who hold it have let it go.
type held struct {
	*slot
	pace    *pace
	holders *atomic.Int32
}

// held is for callers that keep others from releasing.
func (l *Ledger) held(n uint32) held {
	h := held{l.slot(n), l.pace(n), &l.holders[n/segmentSlots][n%segmentSlots]}
	h.holders.Add(1)
	return h
}

func (h held) letGo() { h.holders.Add(-1) }

// letGoWith lets the slot go once nobody can reach who holds it: a session that has ended may be in the midst of counting,
// and only the garbage collector knows that it is not.
func letGoWith[T any](h held, holder *T) {
	runtime.AddCleanup(holder, func(holders *atomic.Int32) { holders.Add(-1) }, h.holders)
}
