package wireguard

// outlet is where packets for peers wait that do not come from the network at this moment: those that had to wait for
// their turn, and those of other peers. The device reads them in between.
type outlet struct {
	ready chan *parcel
	done  chan struct{}
	// wake makes a read of the network return.
	wake func()
}

const mostReady = 1024

func newOutlet() outlet {
	return outlet{ready: make(chan *parcel, mostReady), done: make(chan struct{}), wake: func() {}}
}

// put waits for room, since the packet was accounted for.
func (o *outlet) put(p *parcel) {
	select {
	case o.ready <- p:
		o.wake()
	case <-o.done:
	}
}

// offer does not wait.
func (o *outlet) offer(p *parcel) bool {
	select {
	case o.ready <- p:
		o.wake()
		return true
	default:
		return false
	}
}

// drain moves what waits into buffers, and tells how many that are.
func (m *meter) drain(buffers [][]byte, sizes []int, offset int) int {
	for n := range buffers {
		select {
		case p := <-m.outlet.ready:
			sizes[n] = copy(buffers[n][offset:], p.packet())
			m.parcels.Put(p)
		default:
			return n
		}
	}
	return len(buffers)
}
