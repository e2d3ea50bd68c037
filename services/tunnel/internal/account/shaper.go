package account

import (
	"context"

	"golang.org/x/time/rate"
)

// A burst lasts a fiftieth of a second, and is at least one large read.
const (
	burstsPerSecond  = 50
	leastBurstBytes  = 16 * 1024
	largestWaitBytes = 1 << 30
)

// shaper holds one direction of a user at its rate, over all sessions.
type shaper struct{ limiter *rate.Limiter }

func newShaper(bytesPerSecond uint64) *shaper {
	burst := int(min(max(bytesPerSecond/burstsPerSecond, leastBurstBytes), largestWaitBytes))
	return &shaper{rate.NewLimiter(rate.Limit(bytesPerSecond), burst)}
}

// wait lets n bytes through when it is their turn.
func (s *shaper) wait(ctx context.Context, n int) error {
	for burst := s.limiter.Burst(); n > 0; n -= burst {
		if err := s.limiter.WaitN(ctx, min(n, burst)); err != nil {
			return err
		}
	}
	return nil
}
