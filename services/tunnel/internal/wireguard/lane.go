package wireguard

import (
	"sync"
	"sync/atomic"

	"gvisor.dev/gvisor/pkg/tcpip/stack"

	"vortexpanel.dev/tunnel/internal/account"
)

// lane is where packets of one direction of a peer wait for their turn, while its user's speed is limited. A full lane
// drops what comes: that is how TCP learns to be slower.
type lane struct {
	busy atomic.Bool

	mu    sync.Mutex
	queue []*stack.PacketBuffer
	bytes int
}

// mostQueuedBytes of one direction of a peer: a quarter of a second at 8 Mbit/s. With half of it a machine that is busy
// loses so many packets at once that TCP recovers slowly.
const mostQueuedBytes = 256 << 10

func (l *lane) add(
	m *meter, session *account.Session, d account.Direction, packet *stack.PacketBuffer, pass func(*stack.PacketBuffer),
) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.bytes+packet.Size() > mostQueuedBytes {
		return
	}
	l.queue = append(l.queue, packet.IncRef())
	l.bytes += packet.Size()
	if !l.busy.Swap(true) {
		m.waiting.Go(func() { l.run(session, d, pass) })
	}
}

// run passes packets on until none is left.
func (l *lane) run(session *account.Session, d account.Direction, pass func(*stack.PacketBuffer)) {
	for {
		packet := l.next()
		if packet == nil {
			return
		}
		// After the session's end all that is left is dropped at once.
		if session.Take(d, packet.Size()) == nil {
			pass(packet)
		}
		packet.DecRef()
	}
}

func (l *lane) next() *stack.PacketBuffer {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.queue) == 0 {
		l.queue = nil
		l.busy.Store(false)
		return nil
	}
	packet := l.queue[0]
	l.queue = l.queue[1:]
	l.bytes -= packet.Size()
	return packet
}
