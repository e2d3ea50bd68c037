package account

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// user is one customer: limits, the shared charge and the sessions that are open.
type user struct {
	id      ID
	ledger  *Ledger
	slot    uint32
	charged *atomic.Uint64
	pace    *pace
	// untilCharged is the lease in thousandths of a byte; noLease where there is none.
	untilCharged atomic.Uint64
	shapers      [directions]atomic.Pointer[shaper]

	mu       sync.Mutex
	limits   Limits
	removed  bool
	sessions map[*Session]struct{}
	networks presence
	devices  presence
	expiry   *time.Timer
	wants    *wants
	news     *news
	changed  chan struct{} // see Book.change
}

const noLease = ^uint64(0)

func newUser(id ID, own held, ledger *Ledger, news *news) *user {
	u := &user{
		id:       id,
		ledger:   ledger,
		slot:     own.n,
		news:     news,
		charged:  &own.charged,
		pace:     own.pace,
		sessions: map[*Session]struct{}{},
		networks: presence{},
		devices:  presence{},
	}
	u.untilCharged.Store(noLease)
	letGoWith(own, u)
	return u
}

// set replaces the limits; sessions that the new ones do not allow end.
func (u *user) set(limits Limits, now time.Time, away func() whereabouts) {
	u.mu.Lock()
	u.limits = limits
	u.show()
	u.untilCharged.Store(leaseEnd(limits.Lease))
	for d := range directions {
		u.shape(d, limits.rate(d))
	}
	u.watchExpiry(now)
	cause := u.refusal(now)
	surplus := u.surplus(away)
	for s := range surplus {
		u.forget(s) // at once, or the same address could come back in
	}
	if limits.watched() {
		u.news.of(u.id)
	}
	u.noteChange()
	u.mu.Unlock()
	if cause != nil {
		u.cut(cause)
	}
	for s, cause := range surplus {
		s.end(cause)
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
	case current == nil:
		u.shapers[d].Store(newShaper(bytesPerSecond, &u.pace.due[d]))
	case current.bytesPerSecond != bytesPerSecond:
		u.pace.due[d].Store(0) // who is slow no more does not wait for what was taken before
		u.shapers[d].Store(newShaper(bytesPerSecond, &u.pace.due[d]))
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

func (u *user) admit(s *Session, now time.Time, away func() whereabouts) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if cause := u.refusal(now); cause != nil {
		if errors.Is(cause, ErrExhausted) {
			u.wantBytes(now)
		}
		return cause
	}
	if !u.limits.counted() {
		u.enter(s, now)
		return nil
	}
	refusal := u.crowded(s, away(), presence.admits)
	if refusal == nil {
		u.enter(s, now)
		// Somebody may have come in elsewhere at the same moment: one of both finds the other.
		if refusal = u.crowded(s, away(), presence.fits); refusal != nil {
			u.forget(s)
		}
	}
	switch {
	case errors.Is(refusal, ErrTooManyAddresses) && u.limits.AddressSlots != nil:
		u.want(func(w *wants) bool { return noteRefused(w.addresses, s.network, now) })
	case errors.Is(refusal, ErrTooManyDevices) && u.limits.DeviceSlots != nil:
		u.want(func(w *wants) bool { return noteRefused(w.devices, s.deviceMark, now) })
	}
	return refusal
}

func (u *user) leave(s *Session) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.forget(s)
}

// forget takes a session out of who is present. The lock is held.
func (u *user) forget(s *Session) {
	if _, open := u.sessions[s]; !open {
		return
	}
	delete(u.sessions, s)
	leftPlace, leftDevice := u.networks.leave(s.network), u.devices.leave(s.deviceMark)
	if leftPlace {
		u.ledger.tellLeft(u.slot, ofAddresses, s.network)
	}
	if leftDevice {
		u.ledger.tellLeft(u.slot, ofDevices, s.deviceMark)
	}
	if (leftPlace || leftDevice) && u.limits.watched() {
		u.news.of(u.id)
	}
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
