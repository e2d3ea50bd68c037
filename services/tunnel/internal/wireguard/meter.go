package wireguard

import (
	"errors"
	"net/netip"
	"sync"

	"vortexpanel.dev/tunnel/internal/account"
)

// meter takes each inner IP packet from the session of its peer. It never waits, since the device serves everybody: the
// packets of a user whose speed is limited queue for their turn, and what is refused is dropped.
type meter struct {
	book    *account.Book
	tag     string
	reach   *reach
	peers   table
	present presence
	outlet  outlet
	// send hands packets of peers to the network.
	send func(buffers [][]byte)
	// waiting are the lanes in which packets queue.
	waiting sync.WaitGroup
	parcels sync.Pool
}

func newMeter(book *account.Book, tag string, reach *reach) *meter {
	return &meter{
		book: book, tag: tag, reach: reach,
		peers: table{peers: map[netip.Addr]*peer{}}, present: presence{peers: map[*peer]struct{}{}},
		outlet:  newOutlet(),
		parcels: sync.Pool{New: func() any { return new(parcel) }},
	}
}

// mostTogether packets are handed over in one call, by the devices' sockets as by a TUN.
const mostTogether = 128

// uplink keeps of packets from peers those that may go on now, in the slice they came in. The device has checked that
// their sources are their peer's, and hands over those of one peer at a time.
func (m *meter) uplink(buffers [][]byte, offset int) [][]byte {
	var (
		from           *peer
		source, target netip.Addr
		goes           course
		kept           = buffers[:0]
		counted        = 0 // of those kept
	)
	for _, buffer := range buffers {
		s, t, ok := addresses(buffer[offset:])
		if !ok {
			continue
		}
		if s != source {
			kept = m.takeUplink(from, kept, counted, offset)
			source, from, counted = s, m.peers.of(s), len(kept)
		}
		if from == nil {
			continue
		}
		if t != target {
			target, goes = t, m.reach.course(t)
		}
		switch goes {
		case outwards:
			kept = append(kept, buffer)
		case toPeer:
			m.relay(from, target, buffer[offset:])
		case nowhere:
		}
	}
	return m.takeUplink(from, kept, counted, offset)
}

// takeUplink accounts for the packets of a peer after the first ones, and drops those that may not go on now.
func (m *meter) takeUplink(from *peer, kept [][]byte, counted, offset int) [][]byte {
	for from != nil && counted < len(kept) {
		var sizes [mostTogether]int
		now := kept[counted:min(counted+mostTogether, len(kept))]
		for i, buffer := range now {
			sizes[i] = len(buffer) - offset
		}
		taken, session, err := from.take(m, account.Uplink, sizes[:len(now)])
		counted += taken
		if err == nil {
			continue
		}
		if errors.Is(err, account.ErrShaped) {
			for _, buffer := range kept[counted:] {
				from.lanes[account.Uplink].add(m, session, account.Uplink, buffer[offset:])
			}
		}
		return kept[:counted]
	}
	return kept
}

// downlink leaves of packets for peers those that may go on now; the size of the others becomes 0.
func (m *meter) downlink(buffers [][]byte, sizes []int, offset int) {
	for i, until := 0, 0; i < len(buffers); i = until {
		first := buffers[i][offset : offset+sizes[i]]
		until = i + 1
		_, target, ok := addresses(first)
		if !ok {
			sizes[i] = 0
			continue
		}
		for until < len(buffers) && sameTarget(first, buffers[until][offset:offset+sizes[until]]) {
			until++
		}
		m.takeDownlink(m.peers.of(target), buffers[i:until], sizes[i:until], offset)
	}
}

// sameTarget tells whether a packet goes where a readable one goes.
func sameTarget(readable, packet []byte) bool {
	switch {
	case len(packet) < headerOf4 || readable[0]>>4 != packet[0]>>4:
		return false
	case readable[0]>>4 == 4:
		return [4]byte(readable[16:20]) == [4]byte(packet[16:20])
	default:
		return len(packet) >= headerOf6 && [16]byte(readable[24:40]) == [16]byte(packet[24:40])
	}
}

func (m *meter) takeDownlink(to *peer, buffers [][]byte, sizes []int, offset int) {
	if to == nil {
		clear(sizes)
		return
	}
	taken, session, err := to.take(m, account.Downlink, sizes)
	if errors.Is(err, account.ErrShaped) {
		for i := taken; i < len(buffers); i++ {
			to.lanes[account.Downlink].add(m, session, account.Downlink, buffers[i][offset:offset+sizes[i]])
		}
	}
	clear(sizes[taken:])
}

// errNobody says that a peer has no session and may have none now.
var errNobody = errors.New("the peer is not present")

// take accounts for as many of the first packets as may go on now, and says why the next one may not.
func (p *peer) take(m *meter, d account.Direction, sizes []int) (int, *account.Session, error) {
	session := p.session.Load()
	if session == nil {
		if d == account.Downlink {
			return 0, nil, errNobody
		}
		if session = p.enter(m); session == nil {
			return 0, nil, errNobody
		}
	}
	if p.lanes[d].busy.Load() { // or they would overtake
		return 0, session, account.ErrShaped
	}
	taken, err := session.TryTakeFirst(d, sizes)
	if err != nil && !errors.Is(err, account.ErrShaped) {
		p.ended(session)
	}
	return taken, session, err
}

// relay passes a packet on to another peer. What is too fast for either of them is dropped.
func (m *meter) relay(from *peer, target netip.Addr, packet []byte) {
	to := m.peers.of(target)
	if to == nil {
		return
	}
	size := [1]int{len(packet)}
	if taken, _, _ := from.take(m, account.Uplink, size[:]); taken == 0 {
		return
	}
	if taken, _, _ := to.take(m, account.Downlink, size[:]); taken == 0 {
		return
	}
	copied := m.parcel(packet)
	if !m.outlet.offer(copied) {
		m.parcels.Put(copied)
	}
}

func (m *meter) parcel(packet []byte) *parcel {
	made := m.parcels.Get().(*parcel) // of nothing else
	made.fill(packet)
	return made
}
