package account

import (
	"context"
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// Book is the accounting and enforcement core: users, limits and open sessions over the counters of a Ledger.
type Book struct {
	ledger *Ledger
	now    func() time.Time
	// Begins at the nanoseconds of the start, which no process catches up with by numbering sessions.
	sessionIDs atomic.Uint64
	admissions Admissions
	patient    patient
	latencies  Latencies
	// elsewhere is what SetElsewhere has said; a map is never changed.
	elsewhere atomic.Pointer[map[ID]*whereabouts]
	news      news

	mu       sync.RWMutex
	users    map[ID]*user
	inbounds map[string]*inbound
}

type inbound struct {
	tag              string
	coefficientMilli atomic.Uint64
}

// NewBook keeps its counters in ledger, which the caller closes after the last session.
func NewBook(ledger *Ledger) *Book {
	b := &Book{ledger: ledger, now: time.Now, users: map[ID]*user{}, inbounds: map[string]*inbound{}}
	b.sessionIDs.Store(uint64(time.Now().UnixNano()))
	return b
}

// SetInbound states what a byte of the inbound costs, in thousandths. Without it a byte costs one.
func (b *Book) SetInbound(tag string, coefficientMilli uint64) {
	b.inbound(tag).coefficientMilli.Store(coefficientMilli)
}

func (b *Book) inbound(tag string) *inbound {
	b.mu.RLock()
	known := b.inbounds[tag]
	b.mu.RUnlock()
	if known != nil {
		return known
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.inbounds[tag] == nil {
		added := &inbound{tag: tag}
		added.coefficientMilli.Store(unit)
		b.inbounds[tag] = added
	}
	return b.inbounds[tag]
}

// SetUser adds a user or replaces the limits of one. Sessions the new limits do not allow end at once.
func (b *Book) SetUser(id ID, limits Limits) error {
	known := b.find(id)
	if known == nil {
		own, err := b.ledger.hold(Key{User: id, Inbound: userSlotTag})
		if err != nil {
			return fmt.Errorf("add user %s: %w", id, err)
		}
		b.mu.Lock()
		if known = b.users[id]; known == nil {
			known = newUser(id, own, b.ledger, &b.news)
			b.users[id] = known
		} else {
			own.letGo()
		}
		b.mu.Unlock()
	}
	known.set(limits, b.now(), func() whereabouts { return b.away(known) })
	return nil
}

// SetUsers is SetUser for many.
func (b *Book) SetUsers(wanted map[ID]Limits) error {
	var fresh []Key
	for id := range wanted {
		if b.find(id) == nil {
			fresh = append(fresh, Key{User: id, Inbound: userSlotTag})
		}
	}
	if len(fresh) > 1 {
		if err := b.ledger.reserve(fresh); err != nil {
			return fmt.Errorf("add %d users: %w", len(fresh), err)
		}
	}
	for id, limits := range wanted {
		if err := b.SetUser(id, limits); err != nil {
			return err
		}
	}
	return nil
}

// RemoveUser ends the user's sessions and lets no new ones in. The counters stay until they are released. Idempotent.
func (b *Book) RemoveUser(id ID) {
	b.mu.Lock()
	known := b.users[id]
	delete(b.users, id)
	b.mu.Unlock()
	if known == nil {
		return
	}
	known.mu.Lock()
	known.removed = true
	known.mu.Unlock()
	known.cut(ErrRemoved)
}

func (b *Book) open(ctx context.Context, id, device ID, tag string, source netip.Addr) (*Session, error) {
	known := b.find(id)
	if known == nil {
		return nil, ErrUnknownUser
	}
	counter, err := b.ledger.hold(Key{id, device, tag})
	if err != nil {
		return nil, fmt.Errorf("open a session of user %s: %w", id, err)
	}
	now := b.now()
	s := &Session{
		id: b.sessionIDs.Add(1), user: known, device: device, inbound: b.inbound(tag), source: source, since: now,
		counters: &counter.bytes, network: networkMark(id, network(source)), deviceMark: deviceMark(id, device),
	}
	letGoWith(counter, s)
	s.ctx, s.end = context.WithCancelCause(ctx)
	if err := known.admit(s, now, func() whereabouts { return b.away(known) }); err != nil {
		s.end(err)
		return nil, err
	}
	// After admit: a session that was cut meanwhile still leaves.
	context.AfterFunc(s.ctx, func() { known.leave(s) })
	return s, nil
}

// Kill ends the sessions of a user that match, all of them when match is nil, and tells how many.
func (b *Book) Kill(id ID, match func(SessionInfo) bool) int {
	known := b.find(id)
	if known == nil {
		return 0
	}
	ended := 0
	for _, s := range known.open() {
		if match == nil || match(s.info()) {
			s.end(ErrKilled)
			ended++
		}
	}
	return ended
}

// Sessions lists the open sessions of all users.
func (b *Book) Sessions() []SessionInfo {
	b.mu.RLock()
	users := make([]*user, 0, len(b.users))
	for _, known := range b.users {
		users = append(users, known)
	}
	b.mu.RUnlock()
	var sessions []SessionInfo
	for _, known := range users {
		for _, s := range known.open() {
			sessions = append(sessions, s.info())
		}
	}
	return sessions
}

// ChargedBytes is what the user was charged in this epoch, rounded down. 0 for an unknown user.
func (b *Book) ChargedBytes(id ID) uint64 {
	if known := b.find(id); known != nil {
		return known.charged.Load() / unit
	}
	return 0
}

func (b *Book) find(id ID) *user {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.users[id]
}

// Usage reports every counter of the epoch that is not zero.
func (b *Book) Usage() ([]Usage, error) { return b.ledger.Usage() }

// Epoch of the counters.
func (b *Book) Epoch() uint64 { return b.ledger.Epoch() }

// Users tells how many there are.
func (b *Book) Users() int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return len(b.users)
}
