package account

import "runtime"

// Unused are counters that nobody can add to any more.
type Unused struct {
	Counters []Usage
	// Users of whom nothing but what they were charged is left.
	Users []ID
	// More: these are not all, or some may still be added to.
	More bool
}

// Unused lists up to most counters of keys that are not used. What it tells is on the disk.
func (b *Book) Unused(most int, used func(Key) bool) (Unused, error) {
	unused, err := b.ledger.unused(most, used)
	if err != nil {
		return unused, err
	}
	if len(unused.Counters)+len(unused.Users) > 0 {
		return unused, b.ledger.Sync()
	}
	if unused.More {
		runtime.GC() // all that is left is held, and in an idle process it would be for minutes
	}
	return unused, nil
}

// Release forgets counters that are not used, and stand as the caller has stored them; users as far as no counter of theirs is
// left. It answers with those it keeps, as they stand. What it has forgotten stays forgotten, also when power is lost.
func (b *Book) Release(stored Unused, used func(Key) bool) (kept Unused, err error) {
	if kept, err = b.ledger.release(stored, used); err == nil {
		err = b.ledger.Sync()
	}
	return kept, err
}

// TotalBytes is what all users together sent and received, also what this process has forgotten.
func (b *Book) TotalBytes() (uplink, downlink uint64, err error) {
	usage, released, err := b.ledger.usageAndReleased()
	uplink, downlink = released[Uplink], released[Downlink]
	for _, each := range usage {
		uplink += each.UplinkBytes
		downlink += each.DownlinkBytes
	}
	return uplink, downlink, err
}

// Releases grows with each release: what was released by then is in no usage that is asked for afterwards.
func (b *Book) Releases() uint64 { return b.ledger.releases.Load() }

func (l *Ledger) unused(most int, used func(Key) bool) (unused Unused, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.underLock(l.refresh); err != nil {
		return Unused{}, err
	}
	names, counting := l.tagNames(), l.counting()
	for key, n := range l.index {
		if !l.is(key, n) {
			delete(l.index, key)
			continue
		}
		named := Key{key.user, key.device, names[key.inbound]}
		_, counts := counting[key.user]
		switch isUser := key.inbound == userSlot; {
		case used(named):
		case l.isHeld(n), isUser && counts, len(unused.Counters)+len(unused.Users) == most:
			unused.More = true
		case isUser:
			unused.Users = append(unused.Users, key.user)
		default:
			unused.Counters = append(unused.Counters, l.usage(named, n))
		}
	}
	return unused, nil
}

func (l *Ledger) release(stored Unused, used func(Key) bool) (kept Unused, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	err = l.underLock(func() error {
		if err := l.refresh(); err != nil {
			return err
		}
		l.readTags()
		kept.Counters = l.releaseCounters(stored.Counters, used)
		kept.Users = l.releaseUsers(stored.Users, used)
		return nil
	})
	l.releases.Add(1) // whoever reads usage next reads it without what was released
	return kept, err
}

// The lock on the file is held, as for what follows.
func (l *Ledger) releaseCounters(stored []Usage, used func(Key) bool) (kept []Usage) {
	for _, each := range stored {
		n, there := l.numberOf(each.Key)
		if !there {
			continue
		}
		isFree := !used(each.Key) && l.reclaim(n)
		is := l.usage(each.Key, n)
		if isFree && is.UplinkBytes == each.UplinkBytes && is.DownlinkBytes == each.DownlinkBytes {
			l.released[Uplink] += is.UplinkBytes
			l.released[Downlink] += is.DownlinkBytes
			l.empty(n)
		} else {
			l.slot(n).state.Store(slotTaken)
			kept = append(kept, is)
		}
	}
	return kept
}

func (l *Ledger) releaseUsers(ids []ID, used func(Key) bool) (kept []ID) {
	if len(ids) == 0 {
		return nil
	}
	counting := l.counting()
	for _, id := range ids {
		own := Key{User: id, Inbound: userSlotTag}
		n, there := l.numberOf(own)
		if !there {
			continue
		}
		if _, counts := counting[id]; counts || used(own) || !l.reclaim(n) {
			l.slot(n).state.Store(slotTaken)
			kept = append(kept, id)
		} else {
			l.empty(n)
		}
	}
	return kept
}

// counting are the users who have counters.
func (l *Ledger) counting() map[ID]struct{} {
	users := map[ID]struct{}{}
	for key, n := range l.index {
		if key.inbound != userSlot && l.is(key, n) {
			users[key.user] = struct{}{}
		}
	}
	return users
}

func (l *Ledger) numberOf(key Key) (n uint32, there bool) {
	tag, named := l.tags[key.Inbound]
	if !named {
		return 0, false
	}
	of := slotKey{key.User, key.Device, tag}
	n, there = l.index[of]
	return n, there && l.is(of, n)
}

// reclaim tells whether nobody holds the slot; from then on nobody does before it is free or taken again.
func (l *Ledger) reclaim(n uint32) bool {
	l.slot(n).state.Store(slotReleasing)
	return !l.isHeld(n)
}

func (l *Ledger) usage(key Key, n uint32) Usage {
	s := l.slot(n)
	return Usage{key, s.bytes[Uplink].Load(), s.bytes[Downlink].Load(), s.charged.Load()}
}

func (l *Ledger) empty(n uint32) {
	l.slot(n).state.Store(slotFree)
	l.learn(n)
	l.noteChange(n)
}
