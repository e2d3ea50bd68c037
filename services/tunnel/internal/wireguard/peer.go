package wireguard

import (
	"context"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// peer is a device of a user, present while it has a session.
type peer struct {
	vortex.User
	// source is where it comes from, as far as the device knows.
	source  func() netip.Addr
	session atomic.Pointer[account.Session]
	lanes   [2]lane // by direction
	// gone ends when the peer is removed.
	gone   context.Context
	remove context.CancelFunc

	mu      sync.Mutex
	retryAt time.Time // after a refusal
	// What was last seen of the session, and when that changed.
	seenBytes uint64
	seenAt    time.Time
}

func newPeer(user vortex.User, source func() netip.Addr) *peer {
	p := &peer{User: user, source: source}
	p.gone, p.remove = context.WithCancel(context.Background())
	return p
}

const (
	retryAfter = 500 * time.Millisecond
	// presentFor is how long a silent peer counts as present: WireGuard's own keys last as long (REJECT_AFTER_TIME).
	presentFor = 3 * time.Minute
)

// enter opens a session, or not for a while.
func (p *peer) enter(m *meter) *account.Session {
	p.mu.Lock()
	defer p.mu.Unlock()
	if session := p.session.Load(); session != nil {
		return session
	}
	now := time.Now()
	if p.gone.Err() != nil || now.Before(p.retryAt) {
		return nil
	}
	session, err := m.book.Open(context.Background(), p.ID, p.Device, m.tag, p.source())
	if err != nil {
		p.retryAt = now.Add(retryAfter)
		return nil
	}
	p.seenBytes, p.seenAt = 0, now
	p.session.Store(session)
	m.present.enter(p)
	return session
}

// leave ends the peer's session.
func (p *peer) leave(m *meter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if session := p.session.Swap(nil); session != nil {
		session.Close()
	}
	m.present.leave(p)
}

// leaveForGood ends the peer's session and lets none begin.
func (p *peer) leaveForGood(m *meter) {
	p.remove()
	p.leave(m)
}

// ended forgets a session that lets nothing more pass.
func (p *peer) ended(session *account.Session) { p.session.CompareAndSwap(session, nil) }

// tend ends the session of a peer that has gone, or that has come from elsewhere and may be one address too many.
func (p *peer) tend(m *meter, now time.Time) {
	p.mu.Lock()
	session := p.session.Load()
	if session == nil {
		m.present.leave(p)
		p.mu.Unlock()
		return
	}
	if bytes := session.Bytes(); bytes != p.seenBytes {
		p.seenBytes, p.seenAt = bytes, now
	}
	idle := now.Sub(p.seenAt)
	p.mu.Unlock()
	if source := p.source(); idle > presentFor || source.IsValid() && source != session.Source() {
		p.leave(m)
	}
}
