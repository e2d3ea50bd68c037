package wireguard

import (
	"sync"
	"sync/atomic"

	"vortexpanel.dev/tunnel/internal/account"
)

// lane is where packets of one direction of a peer wait for their turn, while its user's speed is limited. A full lane
// drops what comes: that is how TCP learns to be slower.
type lane struct {
	busy atomic.Bool

	mu    sync.Mutex
	queue []*parcel
	bytes int
}

// mostQueuedBytes of one direction of a peer: a quarter of a second at 8 Mbit/s. With half of it a machine that is busy
// loses so many packets at once that TCP recovers slowly.
const mostQueuedBytes = 256 << 10

func (l *lane) add(m *meter, session *account.Session, d account.Direction, packet []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.bytes+len(packet) > mostQueuedBytes {
		return
	}
	l.queue = append(l.queue, m.parcel(packet))
	l.bytes += len(packet)
	if !l.busy.Swap(true) {
		m.waiting.Go(func() { l.run(m, session, d) })
	}
}

// run passes packets on until none is left: the first when its turn comes, and with it those whose turn it is too.
func (l *lane) run(m *meter, session *account.Session, d account.Direction) {
	var ready []*parcel
	for first := l.next(); first != nil; first = l.next() {
		// After the session's end all that is left is dropped at once.
		if session.Take(d, first.bytes) != nil {
			m.parcels.Put(first)
			continue
		}
		ready = append(ready[:0], first)
		for len(ready) < mostTogether {
			size := l.size()
			if size == 0 || session.TryTake(d, size) != nil {
				break
			}
			ready = append(ready, l.next())
		}
		m.pass(d, ready)
	}
}

// size of the packet that is next; 0 when none waits.
func (l *lane) size() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.queue) == 0 {
		return 0
	}
	return l.queue[0].bytes
}

func (l *lane) next() *parcel {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.queue) == 0 {
		l.queue = nil
		l.busy.Store(false)
		return nil
	}
	next := l.queue[0]
	l.queue = l.queue[1:]
	l.bytes -= next.bytes
	return next
}

// pass hands on what was taken.
func (m *meter) pass(d account.Direction, ready []*parcel) {
	if d == account.Downlink {
		for _, each := range ready {
			m.outlet.put(each)
		}
		return
	}
	var buffers [mostTogether][]byte
	for i, each := range ready {
		buffers[i] = each.buffer
	}
	m.send(buffers[:len(ready)])
	for _, each := range ready {
		m.parcels.Put(each)
	}
}
