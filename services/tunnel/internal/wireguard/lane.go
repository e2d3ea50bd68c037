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

// run passes packets on until none is left: the first when their turn comes, and with them those whose turn it is too.
func (l *lane) run(m *meter, session *account.Session, d account.Direction) {
	var room [mostTogether]int
	var ready []*parcel
	for sizes := l.sizes(room[:]); len(sizes) > 0; sizes = l.sizes(room[:]) {
		taken, err := session.TakeFirst(d, sizes)
		if err == nil {
			more, _ := session.TryTakeFirst(d, sizes[taken:])
			taken += more
		}
		ready = l.take(ready[:0], taken)
		m.pass(d, ready)
		if err != nil { // after the session's end all that is left is dropped at once
			for _, each := range l.take(ready[:0], len(sizes)-taken) {
				m.parcels.Put(each)
			}
		}
	}
}

// sizes of the packets that are next. Where there are none the lane is busy no more.
func (l *lane) sizes(room []int) []int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.queue) == 0 {
		l.queue = nil
		l.busy.Store(false)
		return nil
	}
	n := min(len(room), len(l.queue))
	for i, each := range l.queue[:n] {
		room[i] = each.bytes
	}
	return room[:n]
}

// take takes n packets out of the queue.
func (l *lane) take(into []*parcel, n int) []*parcel {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, each := range l.queue[:n] {
		l.bytes -= each.bytes
	}
	into = append(into, l.queue[:n]...)
	l.queue = l.queue[n:]
	return into
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
