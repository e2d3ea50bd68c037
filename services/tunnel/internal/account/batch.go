package account

import (
	"context"
	"errors"
)

// TryTakeFirst is TryTake for packets that come together: it takes as many of the first ones as may be handed on now, and
// says why the next one may not. One charge pays for all of them wherever it can.
func (s *Session) TryTakeFirst(d Direction, sizes []int) (taken int, err error) {
	if s.ctx.Err() == nil && s.user.shapers[d].Load() == nil && s.chargeAll(d, sizes) {
		return len(sizes), nil
	}
	for i, n := range sizes {
		if err := s.TryTake(d, n); err != nil {
			return i, err
		}
	}
	return len(sizes), nil
}

// TakeFirst is Take for packets that come together: it takes as many of the first ones as fit into one turn.
func (s *Session) TakeFirst(d Direction, sizes []int) (taken int, err error) {
	if err := context.Cause(s.ctx); err != nil {
		return 0, err
	}
	sizes = inOneTurn(sizes)
	if shaper := s.user.shapers[d].Load(); shaper != nil {
		if err := shaper.wait(s.ctx, sum(sizes)); err != nil {
			return 0, errors.Join(context.Cause(s.ctx), err)
		}
	}
	if s.chargeAll(d, sizes) {
		return len(sizes), nil
	}
	for i, n := range sizes {
		if !s.user.charge(n, s.inbound.coefficientMilli.Load()) {
			s.user.cut(ErrExhausted)
			return i, ErrExhausted
		}
		s.count(d, n)
	}
	return len(sizes), nil
}

// inOneTurn are the first of the packets; a large one is a turn of its own.
func inOneTurn(sizes []int) []int {
	total := 0
	for i, n := range sizes {
		if total += n; total > turnBytes && i > 0 {
			return sizes[:i]
		}
	}
	return sizes
}

func (s *Session) chargeAll(d Direction, sizes []int) bool {
	total := sum(sizes)
	if !s.user.charge(total, s.inbound.coefficientMilli.Load()) {
		return false
	}
	s.count(d, total)
	return true
}

func sum(sizes []int) (total int) {
	for _, n := range sizes {
		total += n
	}
	return total
}
