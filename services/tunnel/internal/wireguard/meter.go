package wireguard

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"gvisor.dev/gvisor/pkg/buffer"
	"gvisor.dev/gvisor/pkg/tcpip/stack"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// meter takes each inner IP packet from the session of its peer. It never waits, since the device serves everybody: the
// packets of a user whose speed is limited queue for their turn, and what is refused is dropped.
type meter struct {
	book  *account.Book
	tag   string
	isIn  func(netip.Addr) bool
	peers table
	// waiting are the lanes in which packets queue.
	waiting sync.WaitGroup
}

// uplink is a packet of a peer; the device has checked its source to be theirs.
func (m *meter) uplink(payload []byte, pass func(*stack.PacketBuffer)) {
	source, target, ok := addresses(payload)
	// Peers are isolated from each other.
	if !ok || m.isIn(target) {
		return
	}
	from := m.peers.of(source)
	if from == nil {
		return
	}
	packet := stack.NewPacketBuffer(stack.PacketBufferOptions{Payload: buffer.MakeWithData(payload)})
	from.take(m, account.Uplink, packet, pass)
	packet.DecRef()
}

// downlink is a packet for a peer.
func (m *meter) downlink(packet *stack.PacketBuffer, pass func(*stack.PacketBuffer)) {
	_, target, ok := addresses(packet.NetworkHeader().Slice())
	if !ok {
		return
	}
	if to := m.peers.of(target); to != nil {
		to.take(m, account.Downlink, packet, pass)
	}
}

// addresses reads where an IP packet comes from and goes to.
func addresses(packet []byte) (source, target netip.Addr, ok bool) {
	const headerOf4, headerOf6 = 20, 40
	switch {
	case len(packet) >= headerOf4 && packet[0]>>4 == 4:
		return netip.AddrFrom4([4]byte(packet[12:16])), netip.AddrFrom4([4]byte(packet[16:20])), true
	case len(packet) >= headerOf6 && packet[0]>>4 == 6:
		return netip.AddrFrom16([16]byte(packet[8:24])), netip.AddrFrom16([16]byte(packet[24:40])), true
	default:
		return netip.Addr{}, netip.Addr{}, false
	}
}

// table finds the peer that has an address.
type table struct {
	mu    sync.RWMutex
	peers map[netip.Addr]*peer
}

func (t *table) of(address netip.Addr) *peer {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.peers[address]
}

// peer is a device of a user, present while it has a session.
type peer struct {
	vortex.User
	// source is where it comes from, as far as the device knows.
	source  func() netip.Addr
	session atomic.Pointer[account.Session]
	lanes   [2]lane // by direction

	mu      sync.Mutex
	removed bool
	retryAt time.Time // after a refusal
	// What was last seen of the session, and when that changed.
	seenBytes uint64
	seenAt    time.Time
}

const retryAfter = 500 * time.Millisecond

// take passes the packet on if the user may have it: now, or in its turn.
func (p *peer) take(m *meter, d account.Direction, packet *stack.PacketBuffer, pass func(*stack.PacketBuffer)) {
	session := p.session.Load()
	if session == nil {
		if d == account.Downlink {
			return // nobody is there
		}
		if session = p.enter(m); session == nil {
			return
		}
	}
	err := account.ErrShaped
	if !p.lanes[d].busy.Load() { // or it would overtake
		err = session.TryTake(d, packet.Size())
	}
	switch {
	case err == nil:
		pass(packet)
	case errors.Is(err, account.ErrShaped):
		p.lanes[d].add(m, session, d, packet, pass)
	default:
		p.session.CompareAndSwap(session, nil)
	}
}

// enter opens a session, or not for a while.
func (p *peer) enter(m *meter) *account.Session {
	p.mu.Lock()
	defer p.mu.Unlock()
	if session := p.session.Load(); session != nil {
		return session
	}
	now := time.Now()
	if p.removed || now.Before(p.retryAt) {
		return nil
	}
	session, err := m.book.Open(context.Background(), p.ID, p.Device, m.tag, p.source())
	if err != nil {
		p.retryAt = now.Add(retryAfter)
		return nil
	}
	p.seenBytes, p.seenAt = 0, now
	p.session.Store(session)
	return session
}

// leave ends the peer's session, for good when it is removed.
func (p *peer) leave(removed bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.removed = p.removed || removed
	if session := p.session.Swap(nil); session != nil {
		session.Close()
	}
}

// tend ends the session of a peer that has gone, or that has come from elsewhere and may be one address too many.
func (p *peer) tend(now time.Time) {
	session := p.session.Load()
	if session == nil {
		return
	}
	p.mu.Lock()
	if bytes := session.Bytes(); bytes != p.seenBytes {
		p.seenBytes, p.seenAt = bytes, now
	}
	idle := now.Sub(p.seenAt)
	p.mu.Unlock()
	if source := p.source(); idle > presentFor || source.IsValid() && source != session.Source() {
		p.leave(false)
	}
}

// presentFor is how long a silent peer counts as present: WireGuard's own keys last as long (REJECT_AFTER_TIME).
const presentFor = 3 * time.Minute
