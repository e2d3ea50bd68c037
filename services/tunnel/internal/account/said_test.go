package account

import (
	"encoding/binary"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestWhatWasSaidIsKnownToTheNextProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger")
	first, word := openTestLedger(t, path), []byte("a salt of sixteen")
	if !NewBook(first).SaidFirst(word) {
		t.Error("nobody had said it")
	}
	// It may be beside the first, which need not have closed anything.
	next := openTestLedger(t, path)
	if NewBook(next).SaidFirst(word) {
		t.Error("said again beside who has heard it")
	}
	for _, each := range []*Ledger{first, next} {
		if err := each.Close(); err != nil {
			t.Fatal(err)
		}
	}
	last := NewBook(openTestLedger(t, path))
	if last.SaidFirst(word) {
		t.Error("said again after a restart")
	}
	if !last.SaidFirst([]byte("another salt here")) {
		t.Error("nobody had said the other")
	}
}

func number(n int) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

func TestWhatIsTooOldToBeTakenIsForgotten(t *testing.T) {
	s, now := said{words: make([]atomic.Uint64, saidWords)}, time.Unix(1<<momentBits-10, 0) // and the seconds begin anew
	if !s.first(7, number(1), now) {
		t.Error("nobody had said it")
	}
	for _, later := range []int{0, 1, 20, saidSeconds, -saidSeconds} {
		if s.first(7, number(1), now.Add(time.Duration(later)*time.Second)) {
			t.Errorf("said again after %d s", later)
		}
	}
	if !s.first(7, number(1), now.Add((saidSeconds+1)*time.Second)) {
		t.Error("known for ever")
	}
}

// That is four hundred connections a second, for as long as any is remembered.
func TestAQuarterOfTheRoomForgetsNothing(t *testing.T) {
	s, now := said{words: make([]atomic.Uint64, saidWords)}, time.Unix(1_800_000_000, 0)
	const many = saidWords / 4
	for n := range many {
		if !s.first(7, number(n), now) {
			t.Fatalf("%d is taken for another", n)
		}
	}
	for n := range many {
		if s.first(7, number(n), now) {
			t.Fatalf("%d of %d is forgotten", n, many)
		}
	}
}

func TestOfThoseWhoSayTheSameAtOnceOneIsFirst(t *testing.T) {
	s, now := said{words: make([]atomic.Uint64, saidWords)}, time.Unix(1_800_000_000, 0)
	var firsts atomic.Int64
	var saying sync.WaitGroup
	const words, speakers = 1000, 4
	for range speakers {
		saying.Go(func() {
			for n := range words {
				if s.first(7, number(n), now) {
					firsts.Add(1)
				}
			}
		})
	}
	saying.Wait()
	if got := firsts.Load(); got != words {
		t.Errorf("%d were first with %d words", got, words)
	}
}

func BenchmarkSayingSomethingFirst(b *testing.B) {
	s, now := said{words: make([]atomic.Uint64, saidWords)}, time.Now()
	word := make([]byte, 32)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		binary.BigEndian.PutUint64(word, uint64(n))
		s.first(7, word, now)
	}
}
