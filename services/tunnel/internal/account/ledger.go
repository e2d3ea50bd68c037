package account

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// Layout of the file, little endian: one page of header, one table of inbound tags, then segments of slots.
// Several processes may map it at once (instances, and one that takes over while the other drains): adding is atomic, and
// taking and releasing a slot is done under a lock on the file.
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
	// arrivals counts the processes that have come.
	arrivals atomic.Uint64
}

// Ledger is the memory-mapped file of counters.
type Ledger struct {
	file *os.File

	mu       sync.RWMutex
	header   *header
	tagTable []byte
	maps     [][]byte
	segments [][]slot
	// releases counts releases; it begins like the numbers of sessions. released are the bytes of what was.
	releases atomic.Uint64
	released [directions]uint64
	paces    paceFile
	beside   beside
	said     said
	tags     map[string]uint32
	index    map[slotKey]uint32 // number of the slot
	free     []uint32           // some may have been taken by the process beside this one
	// seen is header.changes as of which index and free are right.
	seen uint64
}

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
	l.releases.Store(uint64(time.Now().UnixNano()))
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
	l.paces.open(l.file.Name() + ".paces")
	l.said.open(l.file.Name() + ".said")
	if err := l.arrive(); err != nil {
		return err
	}
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
		l.paces.grow(n)
		if err := l.beside.own.growSlots(n); err != nil {
			return fmt.Errorf("tell of segment %d of the ledger: %w", n, err)
		}
		segment := unsafe.Slice((*slot)(unsafe.Pointer(&bytes[0])), segmentSlots)
		l.segments = append(l.segments, segment)
		for i := range segment {
			l.learn(uint32(n*segmentSlots + i))
		}
	}
	return nil
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

// grow adds a segment, its blocks allocated: a write to a hole on a full disk would end the process.
func (l *Ledger) grow() error {
	have := l.header.segments.Load()
	if err := allocate(l.file, segmentsOffset+int64(have)*segmentBytes, segmentBytes); err != nil {
		return fmt.Errorf("make room for more counters: %w", err)
	}
	l.header.segments.Store(have + 1)
	return l.mapNewSegments()
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
	err = errors.Join(err, l.beside.leave(), l.paces.close(), l.said.close(), l.file.Close())
	l.file = nil
	return err
}
