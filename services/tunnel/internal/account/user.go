package account

import (
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// user is one customer: limits, the shared charge and the sessions that are open.
type user struct {
	id      ID
	charged *atomic.Uint64
	// untilCharged is the lease in thousandths of a byte; noLease where there is none.
	untilCharged atomic.Uint64
	shapers      [directions]atomic.Pointer[shaper]

	mu       sync.Mutex
	limits   Limits
	removed  bool
	sessions map[*Session]struct{}
	networks presence[netip.Prefix]
	devices  presence[ID]
	expiry   *time.Timer
}

const noLease = ^uint64(0)

func newUser(id ID, charged *atomic.Uint64) *user {
	u := &user{
		id:       id,
		charged:  charged,
		sessions: map[*Session]struct{}{},
		networks: presence[netip.Prefix]{},
		devices:  presence[ID]{},
	}
	u.untilCharged.Store(noLease)
	return u
}

// set replaces the limits; sessions that the new ones do not allow end.
func (u *user) set(limits Limits, now time.Time) {
	u.mu.Lock()
	u.limits = limits
	u.untilCharged.Store(leaseEnd(limits.Lease))
	for d := range directions {
		u.shape(d, limits.rate(d))
	}
	u.watchExpiry(now)
	cause := u.refusal(now)
	u.mu.Unlock()
	if cause != nil {
		u.cut(cause)
	}
}

func leaseEnd(lease *Lease) uint64 {
	if lease == nil || lease.UntilBytes >= noLease/unit {
		return noLease
	}
	return lease.UntilBytes * unit
}

func (u *user) shape(d Direction, bytesPerSecond uint64) {
	current := u.shapers[d].Load()
	switch {
	case bytesPerSecond == 0:
		u.shapers[d].Store(nil)
	case current == nil || uint64(current.limiter.Limit()) != bytesPerSecond:
		u.shapers[d].Store(newShaper(bytesPerSecond))
	}
}

// watchExpiry keeps a timer only while there is somebody to cut.
func (u *user) watchExpiry(now time.Time) {
	if u.expiry != nil {
		u.expiry.Stop()
		u.expiry = nil
	}
	if !u.limits.ExpiresAt.IsZero() && len(u.sessions) > 0 {
		u.expiry = time.AfterFunc(u.limits.ExpiresAt.Sub(now), func() { u.cut(ErrExpired) })
	}
}

// refusal says why the user may not have sessions now. The lock is held.
func (u *user) refusal(now time.Time) error {
	switch {
	case u.removed:
		return ErrRemoved
	case !u.limits.ExpiresAt.IsZero() && !now.Before(u.limits.ExpiresAt):
		return ErrExpired
	case u.charged.Load() >= u.untilCharged.Load():
		return ErrExhausted
	default:
		return nil
	}
}

func (u *user) admit(s *Session, now time.Time, away whereabouts) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if cause := u.refusal(now); cause != nil {
		return cause
	}
	where := network(s.source)
	if !u.networks.admits(where, u.limits.MostAddresses, away.networks) {
		return ErrTooManyAddresses
	}
	if !u.devices.admits(s.device, u.limits.MostDevices, away.devices) {
		return ErrTooManyDevices
	}
	u.networks.enter(where)
	u.devices.enter(s.device)
	u.sessions[s] = struct{}{}
	if len(u.sessions) == 1 {
		u.watchExpiry(now)
	}
	return nil
}

func (u *user) leave(s *Session) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if _, open := u.sessions[s]; !open {
		return
	}
	delete(u.sessions, s)
	u.networks.leave(network(s.source))
	u.devices.leave(s.device)
	if len(u.sessions) == 0 && u.expiry != nil {
		u.expiry.Stop()
		u.expiry = nil
	}
}

// cut ends every session of the user.
func (u *user) cut(cause error) {
	for _, s := range u.open() {
		s.end(cause)
	}
}

func (u *user) open() []*Session {
	u.mu.Lock()
	defer u.mu.Unlock()
	open := make([]*Session, 0, len(u.sessions))
	for s := range u.sessions {
		open = append(open, s)
	}
	return open
}

// charge adds n bytes at a coefficient in thousandths, all or nothing.
func (u *user) charge(n int, coefficientMilli uint64) bool {
	cost := uint64(n) * coefficientMilli
	for {
		used := u.charged.Load()
		until := u.untilCharged.Load()
		if until != noLease && used+cost > until {
			return false
		}
		if u.charged.CompareAndSwap(used, used+cost) {
			return true
		}
	}
}
