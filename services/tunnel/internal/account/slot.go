package account

import "sync/atomic"

// slot is one counter pair, a cache line of its own so that two users never share one.
type slot struct {
	user    ID
	device  ID
	inbound uint32 // index into the tag table
	state   atomic.Uint32
	bytes   [directions]atomic.Uint64
	charged atomic.Uint64 // of a user's own slot: milli-bytes, see Charge; of a counter: which life of it this is
}

const (
	slotFree uint32 = iota
	slotTaken
	// slotReleasing is still taken, while it is seen whether anybody holds it.
	slotReleasing
)

type slotKey struct {
	user, device ID
	inbound      uint32
}

// userSlotTag is the tag of the slot that holds a user's charged total; no inbound can have it.
const (
	userSlotTag = ""
	userSlot    = 0 // its place in the tag table
)

func (l *Ledger) slot(n uint32) *slot { return &l.segments[n/segmentSlots][n%segmentSlots] }

// learn notes what a slot is now.
func (l *Ledger) learn(n uint32) {
	if s := l.slot(n); s.state.Load() != slotFree {
		l.index[slotKey{s.user, s.device, s.inbound}] = n
	} else {
		// Whoever had it still stands in it.
		key := slotKey{s.user, s.device, s.inbound}
		if l.index[key] == n {
			delete(l.index, key)
		}
		l.free = append(l.free, n)
	}
}

// is tells whether a slot is that of a key. Another process may have released it, and given it to somebody else, since it was
// learned.
func (l *Ledger) is(key slotKey, n uint32) bool {
	s := l.slot(n)
	return s.state.Load() != slotFree && key == slotKey{s.user, s.device, s.inbound}
}

// refresh learns what processes beside this one have changed. The lock on the file is held.
func (l *Ledger) refresh() error {
	if err := l.meet(); err != nil {
		return err
	}
	if err := l.mapNewSegments(); err != nil {
		return err
	}
	changes := l.header.changes.Load()
	if changes-l.seen <= recentChanges {
		for ; l.seen < changes; l.seen++ {
			l.learn(l.header.recent[l.seen%recentChanges])
		}
		return nil
	}
	clear(l.index)
	l.free = l.free[:0]
	for n := range uint32(len(l.segments) * segmentSlots) {
		l.learn(n)
	}
	l.seen = changes
	return nil
}

// noteChange tells the processes beside this one. The lock on the file is held, and refresh was called under it.
func (l *Ledger) noteChange(n uint32) {
	l.header.recent[l.header.changes.Load()%recentChanges] = n
	l.seen = l.header.changes.Add(1)
}

// hold finds the slot of a key, or takes a free one. The caller lets it go.
func (l *Ledger) hold(key Key) (held, error) {
	if known, there := l.known(key); there {
		return known, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	var taken held
	err := l.underLock(func() error {
		tag, err := l.tagIndex(key.Inbound)
		if err != nil {
			return err
		}
		n, err := l.take(slotKey{key.User, key.Device, tag})
		if err == nil {
			taken = l.held(n) // before anybody may release it
		}
		return err
	})
	return taken, err
}

func (l *Ledger) known(key Key) (known held, there bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	n, there := l.numberOf(key)
	if !there {
		return held{}, false
	}
	known = l.held(n)
	// A process beside this one may have released it, or be about to.
	if _, still := l.numberOf(key); !still || known.state.Load() != slotTaken {
		known.letGo()
		return held{}, false
	}
	return known, true
}

// reserve takes slots for keys that have none, under one lock for all of them.
func (l *Ledger) reserve(keys []Key) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.underLock(func() error {
		for _, key := range keys {
			tag, err := l.tagIndex(key.Inbound)
			if err == nil {
				_, err = l.take(slotKey{key.User, key.Device, tag})
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (l *Ledger) take(key slotKey) (uint32, error) {
	if err := l.refresh(); err != nil {
		return 0, err
	}
	if n, taken := l.index[key]; taken && l.is(key, n) {
		l.slot(n).state.Store(slotTaken) // whoever was to release it has been killed
		return n, nil
	}
	n, err := l.freeSlot()
	if err != nil {
		return 0, err
	}
	l.pace(n).begin()
	s := l.slot(n)
	s.user, s.device, s.inbound = key.user, key.device, key.inbound
	for d := range s.bytes {
		s.bytes[d].Store(0)
	}
	s.charged.Store(l.beginning(key))
	// Last: a slot whose taking was interrupted is still free.
	s.state.Store(slotTaken)
	l.index[key] = n
	l.noteChange(n)
	return n, nil
}

// beginning is what the slot of a user was charged, or the life of a counter: no other of the same key is of that number.
func (l *Ledger) beginning(key slotKey) uint64 {
	if key.inbound == userSlot {
		return 0
	}
	return l.header.changes.Load() + 1
}

func (l *Ledger) freeSlot() (uint32, error) {
	for {
		for last := len(l.free) - 1; last >= 0; last-- {
			n := l.free[last]
			l.free = l.free[:last]
			if l.slot(n).state.Load() == slotFree {
				return n, nil
			}
		}
		if err := l.grow(); err != nil {
			return 0, err
		}
	}
}

// Usage reports every counter that is not zero, those of processes beside this one too.
func (l *Ledger) Usage() ([]Usage, error) {
	usage, _, err := l.usageAndReleased()
	return usage, err
}

func (l *Ledger) usageAndReleased() ([]Usage, [directions]uint64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.underLock(l.refresh); err != nil {
		return nil, l.released, err
	}
	names := l.tagNames()
	usage := make([]Usage, 0, len(l.index))
	for key, n := range l.index {
		if !l.is(key, n) {
			delete(l.index, key)
			continue
		}
		is := l.usage(Key{key.user, key.device, names[key.inbound]}, n)
		if is.UplinkBytes > 0 || is.DownlinkBytes > 0 {
			usage = append(usage, is)
		}
	}
	return usage, l.released, nil
}
