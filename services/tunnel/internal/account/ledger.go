package account

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Layout of the file, little endian: one page of header, one table of inbound tags, then segments of slots.
// Two processes may map it at once (one takes over while the other drains): adding is atomic, and taking a slot is done
// under a lock on the file.
const (
	magic          = 0x5652_5458_4c45_4447 // "VRTXLEDG"
	layoutVersion  = 1
	headerBytes    = 4096
	tagBytes       = 64
	mostTags       = 4096
	tagTableBytes  = tagBytes * mostTags
	slotBytes      = 64
	segmentSlots   = 4096
	segmentBytes   = slotBytes * segmentSlots
	segmentsOffset = headerBytes + tagTableBytes
	recentChanges  = 512
)

// ErrTagsFull says that the ledger knows as many inbounds as it has room for.
var ErrTagsFull = errors.New("ledger: no room for another inbound tag")

// header is mapped over the first page.
type header struct {
	magic    uint64
	version  uint64
	epoch    uint64
	segments atomic.Uint64
	// changes counts takings and releases of slots, and recent holds the numbers of the last ones, so that a process sees
	// what the one beside it did.
	changes atomic.Uint64
	recent  [recentChanges]uint32
}

// slot is one counter pair, a cache line of its own so that two users never share one.
type slot struct {
	user    ID
	device  ID
	inbound uint32 // index into the tag table
	state   atomic.Uint32
	bytes   [directions]atomic.Uint64
	charged atomic.Uint64 // of a user's own slot: milli-bytes, see Charge
}

const (
	slotFree uint32 = iota
	slotTaken
)

// Ledger is the memory-mapped file of counters.
type Ledger struct {
	file *os.File

	mu       sync.RWMutex
	header   *header
	tagTable []byte
	maps     [][]byte
	segments [][]slot
	tags     map[string]uint32
	index    map[slotKey]uint32 // number of the slot
	free     []uint32           // some may have been taken by the process beside this one
	// seen is header.changes as of which index and free are right.
	seen uint64
}

type slotKey struct {
	user, device ID
	inbound      uint32
}

// userSlotTag is the tag of the slot that holds a user's charged total; no inbound can have it.
const userSlotTag = ""

// OpenLedger maps the file at path, made when absent. A file of another layout, or one cut short, is set aside as
// path+".damaged" and a new epoch begins.
func OpenLedger(path string) (*Ledger, error) {
	ledger, err := openLedger(path)
	if !errors.Is(err, errDamaged) {
		return ledger, err
	}
	if err := os.Rename(path, path+".damaged"); err != nil {
		return nil, fmt.Errorf("set the damaged ledger aside: %w", err)
	}
	return openLedger(path)
}

var errDamaged = errors.New("ledger: not a ledger of this layout")

func openLedger(path string) (*Ledger, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the ledger: %w", err)
	}
	l := &Ledger{file: file, tags: map[string]uint32{}, index: map[slotKey]uint32{}}
	if err := l.underLock(l.mapFile); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

func (l *Ledger) mapFile() error {
	info, err := l.file.Stat()
	if err != nil {
		return fmt.Errorf("read the ledger's size: %w", err)
	}
	fresh := info.Size() == 0
	if !fresh && info.Size() < segmentsOffset {
		return errDamaged
	}
	if fresh {
		if err := allocate(l.file, 0, segmentsOffset); err != nil {
			return fmt.Errorf("make room for the ledger: %w", err)
		}
	}
	front, err := mapShared(l.file, 0, segmentsOffset)
	if err != nil {
		return fmt.Errorf("map the ledger: %w", err)
	}
	l.maps = append(l.maps, front)
	l.header = (*header)(unsafe.Pointer(&front[0]))
	l.tagTable = front[headerBytes:segmentsOffset]
	if fresh {
		l.begin()
	}
	if l.header.magic != magic || l.header.version != layoutVersion {
		return errDamaged
	}
	if uint64(info.Size()) < segmentsOffset+l.header.segments.Load()*segmentBytes && !fresh {
		return errDamaged
	}
	l.readTags()
	l.seen = l.header.changes.Load()
	return l.mapNewSegments()
}

func (l *Ledger) begin() {
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails since Go 1.24
	l.header.version = layoutVersion
	l.header.epoch = binary.LittleEndian.Uint64(random[:])
	// Last: a file without it is taken for damaged, never for an empty ledger.
	l.header.magic = magic
}

// Epoch changes when the counters begin at zero again.
func (l *Ledger) Epoch() uint64 { return l.header.epoch }

// mapNewSegments maps what this or another process has added. The lock on the file is held.
func (l *Ledger) mapNewSegments() error {
	for n := len(l.segments); uint64(n) < l.header.segments.Load(); n++ {
		bytes, err := mapShared(l.file, segmentsOffset+int64(n)*segmentBytes, segmentBytes)
		if err != nil {
			return fmt.Errorf("map segment %d of the ledger: %w", n, err)
		}
		l.maps = append(l.maps, bytes)
		segment := unsafe.Slice((*slot)(unsafe.Pointer(&bytes[0])), segmentSlots)
		l.segments = append(l.segments, segment)
		for i := range segment {
			l.learn(uint32(n*segmentSlots + i))
		}
	}
	return nil
}

func (l *Ledger) slot(n uint32) *slot { return &l.segments[n/segmentSlots][n%segmentSlots] }

// learn notes what a slot is now.
func (l *Ledger) learn(n uint32) {
	if s := l.slot(n); s.state.Load() == slotTaken {
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

// refresh learns what a process beside this one has changed. The lock on the file is held.
func (l *Ledger) refresh() error {
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

// noteChange tells the process beside this one. The lock on the file is held, and refresh was called under it.
func (l *Ledger) noteChange(n uint32) {
	l.header.recent[l.header.changes.Load()%recentChanges] = n
	l.seen = l.header.changes.Add(1)
}

// counter finds the slot of a key, or takes a free one.
func (l *Ledger) counter(key Key) (*slot, error) {
	l.mu.RLock()
	var s *slot
	if tag, known := l.tags[key.Inbound]; known {
		if n, taken := l.index[slotKey{key.User, key.Device, tag}]; taken {
			s = l.slot(n)
		}
	}
	l.mu.RUnlock()
	if s != nil {
		return s, nil
	}

	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.underLock(func() error {
		tag, err := l.tagIndex(key.Inbound)
		if err != nil {
			return err
		}
		s, err = l.take(slotKey{key.User, key.Device, tag})
		return err
	})
	return s, err
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

// underLock runs work while no other process changes the file.
func (l *Ledger) underLock(work func() error) error {
	unlock, err := lockFile(l.file)
	if err != nil {
		return fmt.Errorf("lock the ledger: %w", err)
	}
	defer unlock()
	return work()
}

func (l *Ledger) take(key slotKey) (*slot, error) {
	if err := l.refresh(); err != nil {
		return nil, err
	}
	if n, taken := l.index[key]; taken {
		return l.slot(n), nil
	}
	n, err := l.freeSlot()
	if err != nil {
		return nil, err
	}
	s := l.slot(n)
	s.user, s.device, s.inbound = key.user, key.device, key.inbound
	for d := range s.bytes {
		s.bytes[d].Store(0)
	}
	s.charged.Store(0)
	// Last: a slot whose taking was interrupted is still free.
	s.state.Store(slotTaken)
	l.index[key] = n
	l.noteChange(n)
	return s, nil
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

// grow adds a segment, its blocks allocated: a write to a hole on a full disk would end the process.
func (l *Ledger) grow() error {
	have := l.header.segments.Load()
	if err := allocate(l.file, segmentsOffset+int64(have)*segmentBytes, segmentBytes); err != nil {
		return fmt.Errorf("make room for more counters: %w", err)
	}
	l.header.segments.Store(have + 1)
	return l.mapNewSegments()
}

// Usage reports every counter that is not zero, those of a process beside this one too.
func (l *Ledger) Usage() ([]Usage, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.underLock(l.refresh); err != nil {
		return nil, err
	}
	l.readTags()
	names := make(map[uint32]string, len(l.tags))
	for name, tag := range l.tags {
		names[tag] = name
	}
	usage := make([]Usage, 0, len(l.index))
	for key, n := range l.index {
		s := l.slot(n)
		up, down := s.bytes[Uplink].Load(), s.bytes[Downlink].Load()
		if up == 0 && down == 0 {
			continue
		}
		usage = append(usage, Usage{Key{key.user, key.device, names[key.inbound]}, up, down})
	}
	return usage, nil
}

// Release frees the slots of a user who is gone, whose sessions have ended and whose last usage was stored elsewhere.
func (l *Ledger) Release(user ID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.underLock(func() error {
		if err := l.refresh(); err != nil {
			return err
		}
		for key, n := range l.index {
			if key.user == user {
				l.slot(n).state.Store(slotFree)
				l.learn(n)
				l.noteChange(n)
			}
		}
		return nil
	})
}

// Sync writes the counters to the disk: what lost power can cost is what was counted since.
func (l *Ledger) Sync() error {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return syncMaps(l.maps)
}

// Close unmaps the file. No session may take bytes any more. Idempotent.
func (l *Ledger) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return nil
	}
	err := unmap(l.maps)
	l.maps, l.segments, l.index, l.free = nil, nil, nil, nil
	err = errors.Join(err, l.file.Close())
	l.file = nil
	return err
}
