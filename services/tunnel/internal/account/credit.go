package account

import "context"

// Credit is what was charged ahead for bytes that somebody else carries, and tells of afterwards: the kernel. What a crash
// leaves of it stays charged, never the other way around.
type Credit struct {
	session          *Session
	coefficientMilli uint64
	bytes            uint64
}

// Credit begins empty.
func (s *Session) Credit() *Credit {
	return &Credit{session: s, coefficientMilli: s.inbound.coefficientMilli.Load()}
}

// Bytes that may still be carried.
func (c *Credit) Bytes() uint64 { return c.bytes }

// Much of a lease that nears its end stays with the user's other connections.
const (
	shareOfLease = 4
	leastShare   = 64 << 10
)

// Raise brings the credit to bytes, or to a share of what the lease covers. One that covers nothing more ends the session when
// the credit is used up, or when what is left of it did not suffice for something that was refused.
func (c *Credit) Raise(bytes uint64, refused bool) error {
	for c.bytes < bytes && c.session.ctx.Err() == nil {
		remaining := c.session.RemainingBytes()
		more := min(bytes-c.bytes, max(remaining/shareOfLease, leastShare), remaining)
		switch {
		case more == 0 && (c.bytes == 0 || refused):
			c.session.user.cut(ErrExhausted)
			return ErrExhausted
		case more == 0:
			return nil
		case c.session.user.charge(int(more), c.coefficientMilli):
			c.bytes += more
			return nil
		}
	}
	return context.Cause(c.session.ctx)
}

// Spend counts bytes that were carried. What goes beyond the credit is charged nevertheless: it has been carried.
func (c *Credit) Spend(d Direction, bytes uint64) {
	covered := min(bytes, c.bytes)
	c.bytes -= covered
	c.session.user.charged.Add((bytes - covered) * c.coefficientMilli)
	c.session.count(d, int(bytes))
}

// Return gives back what was not carried.
func (c *Credit) Return() {
	c.session.user.charged.Add(-(c.bytes * c.coefficientMilli))
	c.bytes = 0
}

// Shaped tells whether a user's speed is limited.
func (b *Book) Shaped(id ID) bool {
	known := b.find(id)
	return known != nil && (known.shapers[Uplink].Load() != nil || known.shapers[Downlink].Load() != nil)
}
