package account

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A user's speed is for connections that take much at once, for those that take little, and for packets that wait in a queue.
func TestASpeedIsSharedByStreamsAndPackets(t *testing.T) {
	const packet, packets = 1420, 128
	queue := make([]int, packets)
	for i := range queue {
		queue[i] = packet
	}
	for name, c := range map[string]struct {
		bytesPerSecond uint64
		streams, chunk int
	}{
		"one stream at 20 Mbit/s":          {20_000_000 / 8, 1, 64 << 10},
		"small reads at 20 Mbit/s":         {20_000_000 / 8, 1, 8 << 10},
		"one stream at 1 Mbit/s":           {1_000_000 / 8, 1, 64 << 10},
		"one stream at a gigabit a second": {1_000_000_000 / 8, 1, 64 << 10},
		"three streams at 20 Mbit/s":       {20_000_000 / 8, 3, 64 << 10},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				book := newTestBook(t)
				id := book.given(t, Limits{DownlinkBytesPerSecond: c.bytesPerSecond})
				taking, sessions := sync.WaitGroup{}, []*Session{}
				start := func(take func(s *Session) error) {
					s := book.openFrom(t, id, home)
					sessions = append(sessions, s)
					taking.Go(func() {
						for take(s) == nil {
						}
					})
				}
				for range c.streams {
					start(func(s *Session) error { return s.Take(Downlink, c.chunk) })
				}
				start(func(s *Session) error {
					_, err := s.TakeFirst(Downlink, queue)
					return err
				})
				const seconds = 10
				time.Sleep(seconds * time.Second)
				synctest.Wait()
				total, least := uint64(0), sessions[0].Bytes()
				for _, s := range sessions {
					total, least = total+s.Bytes(), min(least, s.Bytes())
					s.Close()
				}
				taking.Wait()
				burst := max(c.bytesPerSecond/burstsPerSecond, leastBurstBytes)
				if most := seconds*c.bytesPerSecond + burst; total > most {
					t.Errorf("%d bytes of %d", total, most)
				}
				if waited := uint64(c.streams*c.chunk + turnBytes); total+waited < seconds*c.bytesPerSecond {
					t.Errorf("only %d bytes, and %d that wait", total, waited)
				}
				if fair := total / uint64(len(sessions)) * 60 / 100; least < fair {
					t.Errorf("one of %d has %d of %d bytes", len(sessions), least, total)
				}
			})
		})
	}
}
