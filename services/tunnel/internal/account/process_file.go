package account

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// processFile is what one process tells those that serve from the same ledger at the same time: which slots it holds, and
// who is present of users that are limited. It alone writes it, and has it locked for as long as it lives, so what a killed
// process has told counts no more. Its blocks are allocated as they are needed; what was not is zero.
type processFile struct {
	file    *os.File
	mapped  []byte
	slots   []toldSlot  // beside those of the ledger
	entries []toldEntry // number 0 is none
	gone    atomic.Bool
}

type toldSlot struct {
	holders atomic.Int32
	// leavings grows when an entry is taken out: who reads meanwhile reads again.
	leavings atomic.Uint32
	first    [presences]atomic.Uint32
}

type toldEntry struct {
	mark  atomic.Uint64
	since atomic.Int64 // Unix nanoseconds
	next  atomic.Uint32
}

// What presences are of.
const (
	ofAddresses = iota
	ofDevices
	presences
)

const (
	mostToldSlots     = 1 << 22
	mostToldEntries   = 1 << 21
	toldSlotBytes     = int64(unsafe.Sizeof(toldSlot{}))
	toldEntryBytes    = int64(unsafe.Sizeof(toldEntry{}))
	toldEntriesOffset = mostToldSlots * toldSlotBytes
	processFileBytes  = toldEntriesOffset + mostToldEntries*toldEntryBytes
	entriesAtOnce     = 1024
)

var errTooMuchToTell = errors.New("more than the processes beside this one can be told")

// newProcessFile makes the file of this process. The lock on the ledger is held.
func newProcessFile(ledger string) (*processFile, error) {
	file, err := os.CreateTemp(filepath.Dir(ledger), filepath.Base(ledger)+".process-*")
	if err != nil {
		return nil, err
	}
	err = errors.Join(unix.Flock(int(file.Fd()), unix.LOCK_EX), file.Truncate(processFileBytes))
	return mapProcessFile(file, err)
}

func openProcessFile(path string) (*processFile, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && info.Size() != processFileBytes {
		err = errDamaged
	}
	return mapProcessFile(file, err)
}

func mapProcessFile(file *os.File, err error) (*processFile, error) {
	var mapped []byte
	if err == nil {
		mapped, err = mapShared(file, 0, int(processFileBytes))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("map what a process tells: %w", err), file.Close())
	}
	return &processFile{
		file: file, mapped: mapped,
		slots:   unsafe.Slice((*toldSlot)(unsafe.Pointer(&mapped[0])), mostToldSlots),
		entries: unsafe.Slice((*toldEntry)(unsafe.Pointer(&mapped[toldEntriesOffset])), mostToldEntries),
	}, nil
}

func (p *processFile) close() error {
	if p == nil {
		return nil
	}
	return errors.Join(unix.Munmap(p.mapped), p.file.Close())
}

// lives tells whether the process of another file still does.
func (p *processFile) lives() bool {
	if p.gone.Load() {
		return false
	}
	if unix.Flock(int(p.file.Fd()), unix.LOCK_SH|unix.LOCK_NB) != nil {
		return true
	}
	p.gone.Store(true)
	_ = unix.Flock(int(p.file.Fd()), unix.LOCK_UN)
	return false
}

// growSlots makes room beside segment n of the ledger.
func (p *processFile) growSlots(n int) error {
	if (n+1)*segmentSlots > mostToldSlots {
		return errTooMuchToTell
	}
	return allocate(p.file, int64(n)*segmentSlots*toldSlotBytes, segmentSlots*toldSlotBytes)
}

// growEntries makes room for those from number n on.
func (p *processFile) growEntries(n uint32) error {
	if n+entriesAtOnce > mostToldEntries {
		return errTooMuchToTell
	}
	return allocate(p.file, toldEntriesOffset+int64(n)*toldEntryBytes, entriesAtOnce*toldEntryBytes)
}

// present calls back for everybody whom the process tells to be present: maybe more than once.
func (p *processFile) present(slot uint32, of int, tell func(Mark, int64)) {
	const mostTries, mostSteps = 100, 1 << 16
	told := &p.slots[slot]
	if told.first[of].Load() == 0 || !p.lives() {
		return
	}
	for range mostTries {
		before, steps := told.leavings.Load(), 0
		for n := told.first[of].Load(); n != 0 && n < mostToldEntries && steps < mostSteps; steps++ {
			entry := &p.entries[n]
			tell(Mark(entry.mark.Load()), entry.since.Load())
			n = entry.next.Load()
		}
		if told.leavings.Load() == before {
			return
		}
	}
}
