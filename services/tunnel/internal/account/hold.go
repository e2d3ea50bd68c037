package account

import (
	"runtime"
	"sync/atomic"
)

// held is a slot that somebody of this process may add to. No process releases it before all who hold it have let it go.
type held struct {
	*slot
	n       uint32
	pace    *pace
	holders *atomic.Int32
}

// held is for callers that keep this process from releasing. Another one may have, unless the slot still is whose it was.
func (l *Ledger) held(n uint32) held {
	h := held{l.slot(n), n, l.pace(n), &l.beside.own.slots[n].holders}
	h.holders.Add(1)
	return h
}

func (h held) letGo() { h.holders.Add(-1) }

// letGoWith lets the slot go once nobody can reach who holds it: a session that has ended may be in the midst of counting,
// and only the garbage collector knows that it is not.
func letGoWith[T any](h held, holder *T) {
	runtime.AddCleanup(holder, func(holders *atomic.Int32) { holders.Add(-1) }, h.holders)
}

// isHeld tells whether somebody may add to the slot, of this process or of one beside it.
func (l *Ledger) isHeld(n uint32) bool {
	isHeld := l.beside.own.slots[n].holders.Load() > 0
	l.others(func(other *processFile) {
		isHeld = isHeld || other.slots[n].holders.Load() > 0 && other.lives()
	})
	return isHeld
}
