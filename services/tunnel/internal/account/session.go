package account

import (
	"context"
	"errors"
	"net/netip"
	"sync/atomic"
	"time"
)

// Session is one connection, or one peer of a connectionless protocol while it is present.
type Session struct {
	id      uint64
	user    *user
	device  ID
	inbound *inbound
	source  netip.Addr
	since   time.Time
	// What the user's address and device are known by.
	network, deviceMark Mark

	counters *[directions]atomic.Uint64
	bytes    [directions]atomic.Uint64

	ctx context.Context
	end context.CancelCauseFunc
}

// Take accounts for n bytes that are about to be handed on, and waits until it is their turn where the user is shaped.
// After an error they must not be handed on; the session has ended then, or ctx has.
func (s *Session) Take(d Direction, n int) error {
	if err := context.Cause(s.ctx); err != nil {
		return err
	}
	if shaper := s.user.shapers[d].Load(); shaper != nil {
		if err := shaper.wait(s.ctx, n); err != nil {
			// Refused at once is also what would come after the context's deadline.
			return errors.Join(context.Cause(s.ctx), err)
		}
	}
	if !s.user.charge(n, s.inbound.coefficientMilli.Load()) {
		s.user.cut(ErrExhausted)
		return ErrExhausted
	}
	s.count(d, n)
	return nil
}

// TryTake is Take for what must not wait: ErrShaped tells that it is not their turn, and leaves the session open.
func (s *Session) TryTake(d Direction, n int) error {
	if err := context.Cause(s.ctx); err != nil {
		return err
	}
	if shaper := s.user.shapers[d].Load(); shaper != nil && !shaper.allow(shaper.now(), n) {
		return ErrShaped
	}
	if !s.user.charge(n, s.inbound.coefficientMilli.Load()) {
		s.user.cut(ErrExhausted)
		return ErrExhausted
	}
	s.count(d, n)
	return nil
}

// Bytes is what the session has carried, both ways.
func (s *Session) Bytes() uint64 { return s.bytes[Uplink].Load() + s.bytes[Downlink].Load() }

// Source is where the session comes from.
func (s *Session) Source() netip.Addr { return s.source }

func (s *Session) count(d Direction, n int) {
	s.counters[d].Add(uint64(n))
	s.bytes[d].Add(uint64(n))
}

// Done is closed when the session has ended; context.Cause of Context tells why.
func (s *Session) Done() <-chan struct{} { return s.ctx.Done() }

// Context ends with the session.
func (s *Session) Context() context.Context { return s.ctx }

// Shaped tells whether the user's speed is limited now.
func (s *Session) Shaped() bool {
	return s.user.shapers[Uplink].Load() != nil || s.user.shapers[Downlink].Load() != nil
}

// RemainingBytes is what the user's lease still covers at this inbound's coefficient; no lease: the largest number.
func (s *Session) RemainingBytes() uint64 {
	until := s.user.untilCharged.Load()
	if until == noLease {
		return noLease
	}
	used := s.user.charged.Load()
	if used >= until {
		return 0
	}
	return (until - used) / max(s.inbound.coefficientMilli.Load(), 1)
}

// Close ends the session. Idempotent.
func (s *Session) Close() { s.end(ErrClosed) }

// SessionInfo is what an operator sees of an open session.
type SessionInfo struct {
	// ID is no other session's, of this process or of one before it.
	ID            uint64
	User, Device  ID
	Inbound       string
	Source        netip.Addr
	Since         time.Time
	UplinkBytes   uint64
	DownlinkBytes uint64
}

func (s *Session) info() SessionInfo {
	return SessionInfo{
		ID: s.id, User: s.user.id, Device: s.device, Inbound: s.inbound.tag, Source: s.source, Since: s.since,
		UplinkBytes: s.bytes[Uplink].Load(), DownlinkBytes: s.bytes[Downlink].Load(),
	}
}
