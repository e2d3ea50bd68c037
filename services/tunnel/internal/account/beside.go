package account

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// beside are the processes that serve from one ledger: this one, and those beside it.
type beside struct {
	own *processFile
	// entry is where own has put a presence, and free which of its entries are to be had.
	telling sync.Mutex
	entry   map[toldKey]uint32
	free    []uint32
	grown   uint32

	// seen is header.arrivals as of which others are right.
	seen   atomic.Uint64
	mu     sync.RWMutex
	others map[string]*processFile
}

type toldKey struct {
	slot uint32
	of   int
	mark Mark
}

// arrive makes this process known to the others, and removes what those that have ended left. The lock on the ledger is held.
func (l *Ledger) arrive() error {
	own, err := newProcessFile(l.file.Name())
	if err != nil {
		return fmt.Errorf("tell the processes beside this one: %w", err)
	}
	l.beside.own, l.beside.entry, l.beside.others = own, map[toldKey]uint32{}, map[string]*processFile{}
	l.header.arrivals.Add(1)
	return l.meet()
}

// meet learns which processes there are. The lock on the ledger is held.
func (l *Ledger) meet() error {
	b, now := &l.beside, l.header.arrivals.Load()
	if b.seen.Load() == now {
		return nil
	}
	paths, err := filepath.Glob(globbed(l.file.Name()) + ".process-*")
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for path, known := range b.others {
		if !known.lives() {
			delete(b.others, path)
			_ = known.close()
		}
	}
	for _, path := range paths {
		if path == b.own.file.Name() || b.others[path] != nil {
			continue
		}
		other, err := openProcessFile(path)
		switch {
		case err == nil && other.lives():
			b.others[path] = other
		default:
			_ = other.close()
			_ = os.Remove(path)
		}
	}
	b.seen.Store(now)
	return nil
}

// globbed is a path of which no letter means more than itself.
func globbed(path string) string {
	var plain []byte
	for i := range len(path) {
		switch path[i] {
		case '*', '?', '[', '\\':
			plain = append(plain, '\\')
		}
		plain = append(plain, path[i])
	}
	return string(plain)
}

// others calls back for each process beside this one.
func (l *Ledger) others(each func(*processFile)) {
	b := &l.beside
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, other := range b.others {
		each(other)
	}
}

// presentBeside are those of whom other processes tell that they are present, and since when.
func (l *Ledger) presentBeside(slot uint32, of int) map[Mark]time.Time {
	if l.beside.seen.Load() != l.header.arrivals.Load() {
		l.mu.Lock()
		_ = l.underLock(l.meet) // next time
		l.mu.Unlock()
	}
	var present map[Mark]time.Time
	l.others(func(other *processFile) {
		other.present(slot, of, func(who Mark, at int64) {
			since := time.Unix(0, at)
			if known, told := present[who]; told && known.Before(since) {
				return
			}
			if present == nil {
				present = map[Mark]time.Time{}
			}
			present[who] = since
		})
	})
	return present
}

// tellPresent tells the other processes of one who has come.
func (l *Ledger) tellPresent(slot uint32, of int, who Mark, since time.Time) {
	b := &l.beside
	b.telling.Lock()
	defer b.telling.Unlock()
	key := toldKey{slot, of, who}
	if _, told := b.entry[key]; told {
		return
	}
	n, err := b.freeEntry()
	if err != nil {
		slog.Warn("who is present is not told to the processes beside this one", "error", err)
		return
	}
	entry, first := &b.own.entries[n], &b.own.slots[slot].first[of]
	entry.mark.Store(uint64(who))
	entry.since.Store(since.UnixNano())
	entry.next.Store(first.Load())
	first.Store(n)
	b.entry[key] = n
}

// tellLeft tells that one has gone. Of one who was never told of it tells nothing.
func (l *Ledger) tellLeft(slot uint32, of int, who Mark) {
	b := &l.beside
	b.telling.Lock()
	defer b.telling.Unlock()
	key := toldKey{slot, of, who}
	gone, told := b.entry[key]
	if !told {
		return
	}
	delete(b.entry, key)
	at := &b.own.slots[slot].first[of]
	for n := at.Load(); n != gone; n = at.Load() {
		at = &b.own.entries[n].next
	}
	at.Store(b.own.entries[gone].next.Load())
	b.own.slots[slot].leavings.Add(1) // before the entry is used anew
	b.free = append(b.free, gone)
}

func (b *beside) freeEntry() (uint32, error) {
	if len(b.free) == 0 {
		if err := b.own.growEntries(b.grown); err != nil {
			return 0, err
		}
		for n := b.grown + entriesAtOnce - 1; n >= max(b.grown, 1); n-- {
			b.free = append(b.free, n)
		}
		b.grown += entriesAtOnce
	}
	last := len(b.free) - 1
	n := b.free[last]
	b.free = b.free[:last]
	return n, nil
}

// leave forgets the others, and is forgotten by them. What this process tells stays mapped: it is let go when the garbage
// collector finds that it can be.
func (b *beside) leave() error {
	if b.own == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, other := range b.others {
		_ = other.close()
	}
	b.others = nil
	return errors.Join(
		os.Remove(b.own.file.Name()), unix.Flock(int(b.own.file.Fd()), unix.LOCK_UN), b.own.file.Close(),
	)
}
