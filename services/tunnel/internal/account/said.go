package account

import (
	"crypto/sha256"
	"encoding/binary"
	"log/slog"
	"os"
	"sync/atomic"
	"time"
	"unsafe"
)

const (
	saidWords = 1 << 19
	saidBytes = saidWords * int(unsafe.Sizeof(atomic.Uint64{}))
	// saidPlaces are where one word may be: the next ones from where it belongs.
	saidPlaces = 16
	// A word is a moment in seconds, 24 bits of them, below 40 bits of a checksum.
	momentBits = 24
	// saidSeconds is longer than any protocol takes for new what was recorded: VMess's clocks may differ by two minutes either
	// way.
	saidSeconds = 300
)

// said remembers what may be said only once, in a file beside the ledger, so that what was recorded before the process was
// killed is known to the next one. Where more is said than there is room for, more than four hundred times a second, some of what
// is oldest is forgotten. Processes that serve at the same time share it.
type said struct {
	bytes []byte
	words []atomic.Uint64
}

// open maps the file. Where it cannot be had, the process remembers for itself.
func (s *said) open(path string) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err == nil {
		if err = allocate(file, 0, int64(saidBytes)); err != nil {
			_ = os.Remove(path) // a part of it would be in the way of others where the disk is full
		}
	}
	if err == nil {
		s.bytes, err = mapShared(file, 0, saidBytes)
	}
	_ = file.Close() // also of none; what is mapped stays
	if err != nil {
		slog.Warn("what is said now could be said again after a restart", "error", err)
		s.words = make([]atomic.Uint64, saidWords)
		return
	}
	s.words = unsafe.Slice((*atomic.Uint64)(unsafe.Pointer(&s.bytes[0])), saidWords)
}

// first tells whether nobody has said so in the last minutes, and remembers it. With the key nobody who chooses what to say
// chooses whose place it takes.
func (s *said) first(key uint64, what []byte, now time.Time) bool {
	sum := sha256.Sum256(append(binary.LittleEndian.AppendUint64(nil, key), what...))
	hash := binary.LittleEndian.Uint64(sum[:])
	check, home := hash>>momentBits<<momentBits, hash%saidWords
	moment := uint64(now.Unix()) % (1 << momentBits)
	for {
		var oldest *atomic.Uint64
		var oldestWas uint64
		greatest := int32(-1)
		for n := range uint64(saidPlaces) {
			word := &s.words[(home+n)%saidWords]
			was := word.Load()
			since := secondsBetween(was, moment)
			if was == 0 {
				since = 1 << momentBits // nothing is older
			} else if was>>momentBits<<momentBits == check && since <= saidSeconds {
				return false
			}
			if since > greatest {
				oldest, oldestWas, greatest = word, was, since
			}
		}
		if oldest.CompareAndSwap(oldestWas, check|moment) {
			return true
		}
	}
}

// secondsBetween are those between the moments of two words, whichever is earlier: a clock may be set back.
func secondsBetween(one, other uint64) int32 {
	const above = 32 - momentBits
	between := int32(uint32(one-other)<<above) >> above
	return max(between, -between)
}

func (s *said) close() error {
	s.words = nil
	if s.bytes == nil {
		return nil
	}
	err := unmap([][]byte{s.bytes})
	s.bytes = nil
	return err
}

// SaidFirst tells whether nobody has said so in the last five minutes, to this process or to one before it with its ledger.
// From now on somebody has.
func (b *Book) SaidFirst(what []byte) bool {
	return b.ledger.said.first(b.ledger.Epoch(), what, time.Now())
}
