package account

// TryTakeFirst is TryTake for packets that come together: it takes as many of the first ones as may be handed on now, and
// says why the next one may not. One charge pays for all of them wherever it can.
func (s *Session) TryTakeFirst(d Direction, sizes []int) (taken int, err error) {
	if s.ctx.Err() == nil && s.user.shapers[d].Load() == nil {
		total := 0
		for _, n := range sizes {
			total += n
		}
		if s.user.charge(total, s.inbound.coefficientMilli.Load()) {
			s.count(d, total)
			return len(sizes), nil
		}
	}
	for i, n := range sizes {
		if err := s.TryTake(d, n); err != nil {
			return i, err
		}
	}
	return len(sizes), nil
}
