package account

import (
	"log/slog"
	"os"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// pace is how far ahead of its speed a user is, by direction: when all that was taken will have been due, in nanoseconds of
// the machine's monotonic clock. Processes that serve a user at the same time share one.
type pace struct{ due [directions]atomic.Int64 }

func (p *pace) begin() {
	for d := range p.due {
		p.due[d].Store(0)
	}
}

// paceFile has a pace beside each slot of the ledger, in a file of its own: unlike counters they mean nothing once the last
// process that used them has ended. Where it cannot be had, each process keeps the paces of its own.
type paceFile struct {
	file     *os.File
	maps     [][]byte
	segments [][]pace
}

const (
	paceBytes        = int(unsafe.Sizeof(pace{}))
	paceSegmentBytes = paceBytes * segmentSlots
)

// open begins anew where no other process has the file. The lock on the ledger is held.
func (f *paceFile) open(path string) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err == nil {
		if alone := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil; alone {
			err = file.Truncate(0)
		}
	}
	if err == nil {
		err = unix.Flock(int(file.Fd()), unix.LOCK_SH) // nobody has it alone for long
	}
	if err != nil {
		slog.Warn("speeds are not held over two processes", "error", err)
		_ = file.Close() // also of none
		return
	}
	f.file = file
}

// grow adds the paces of segment n.
func (f *paceFile) grow(n int) {
	if f.file != nil {
		offset := int64(n) * int64(paceSegmentBytes)
		bytes, err := f.shared(offset)
		if err == nil {
			f.maps = append(f.maps, bytes)
			f.segments = append(f.segments, unsafe.Slice((*pace)(unsafe.Pointer(&bytes[0])), segmentSlots))
			return
		}
		slog.Warn("speeds are not held over two processes", "error", err)
	}
	f.segments = append(f.segments, make([]pace, segmentSlots))
}

func (f *paceFile) shared(offset int64) ([]byte, error) {
	if err := allocate(f.file, offset, int64(paceSegmentBytes)); err != nil {
		return nil, err
	}
	return mapShared(f.file, offset, paceSegmentBytes)
}

func (f *paceFile) close() error {
	err := unmap(f.maps)
	f.maps, f.segments = nil, nil
	_ = f.file.Close() // also of none
	f.file = nil
	return err
}

func (l *Ledger) pace(n uint32) *pace { return &l.paces.segments[n/segmentSlots][n%segmentSlots] }
