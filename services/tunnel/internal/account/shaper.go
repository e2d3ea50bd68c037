package account

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// A burst lasts a fiftieth of a second, and is at least one turn.
const (
	burstsPerSecond = 50
	leastBurstBytes = turnBytes
	mostBurstBytes  = 1 << 30
)

// turnBytes are the most that somebody takes before it is another one's turn, so that whoever takes much at once leaves as much
// to those who take little: connections of TCP and the packets of WireGuard.
const turnBytes = 16 * 1024

// shaper holds one direction of a user at its rate, over all sessions of all processes that share due.
type shaper struct {
	bytesPerSecond uint64
	burstBytes     int
	due            *atomic.Int64
	clock
}

func newShaper(bytesPerSecond uint64, due *atomic.Int64) *shaper {
	burst := int(min(max(bytesPerSecond/burstsPerSecond, leastBurstBytes), mostBurstBytes))
	return &shaper{bytesPerSecond, burst, due, newClock()}
}

// lasts is how long n bytes take, of which there are no more than a burst's.
func (s *shaper) lasts(n int) int64 { return int64(uint64(n) * uint64(time.Second) / s.bytesPerSecond) }

// next is when n more bytes are due: a burst may come ahead of its time.
func (s *shaper) next(due, now int64, n int) int64 {
	return max(due, now-s.lasts(s.burstBytes)) + s.lasts(n)
}

// allow takes n bytes if it is their turn now.
func (s *shaper) allow(now int64, n int) bool {
	for n <= s.burstBytes {
		due := s.due.Load()
		next := s.next(due, now, n)
		if next > now {
			return false
		}
		if s.due.CompareAndSwap(due, next) {
			return true
		}
	}
	return false
}

// reserve takes n bytes, and tells how long it is until their turn.
func (s *shaper) reserve(now int64, n int) time.Duration {
	for {
		due := s.due.Load()
		next := s.next(due, now, n)
		if s.due.CompareAndSwap(due, next) {
			return time.Duration(next - now)
		}
	}
}

// wait lets n bytes through when it is their turn.
func (s *shaper) wait(ctx context.Context, n int) error {
	for ; n > 0; n -= turnBytes {
		if err := s.waitFor(ctx, min(n, turnBytes)); err != nil {
			return err
		}
	}
	return nil
}

// waitFor gives the turn back where ctx ends before it comes.
func (s *shaper) waitFor(ctx context.Context, n int) error {
	long := s.reserve(s.now(), n)
	if long <= 0 {
		return nil
	}
	if deadline, has := ctx.Deadline(); has && time.Until(deadline) < long {
		s.due.Add(-s.lasts(n))
		return context.DeadlineExceeded
	}
	turn := time.NewTimer(long)
	defer turn.Stop()
	select {
	case <-turn.C:
		return nil
	case <-ctx.Done():
		s.due.Add(-s.lasts(n))
		return ctx.Err()
	}
}

// clock is the machine's, which all its processes have in common.
type clock struct {
	read time.Time
	at   int64
}

func newClock() clock {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &now); err != nil {
		panic(err) // never on Linux
	}
	return clock{time.Now(), now.Nano()}
}

// now is in nanoseconds.
func (c clock) now() int64 { return c.at + int64(time.Since(c.read)) }
