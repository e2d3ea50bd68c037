package wireguard

import "net/netip"

const (
	// headroomBytes are left free in front of a packet: for WireGuard's header, and for that of a TUN with offloads.
	headroomBytes = 16
	headerOf4     = 20
	headerOf6     = 40
)

// addresses reads where an IP packet comes from and goes to.
func addresses(packet []byte) (source, target netip.Addr, ok bool) {
	switch {
	case len(packet) >= headerOf4 && packet[0]>>4 == 4:
		return netip.AddrFrom4([4]byte(packet[12:16])), netip.AddrFrom4([4]byte(packet[16:20])), true
	case len(packet) >= headerOf6 && packet[0]>>4 == 6:
		return netip.AddrFrom16([16]byte(packet[8:24])), netip.AddrFrom16([16]byte(packet[24:40])), true
	default:
		return netip.Addr{}, netip.Addr{}, false
	}
}

// parcel is a copy of a packet that waits, with headroom.
type parcel struct {
	buffer []byte
	bytes  int
}

func (p *parcel) fill(packet []byte) {
	if need := headroomBytes + len(packet); cap(p.buffer) < need {
		p.buffer = make([]byte, need)
	}
	p.buffer = p.buffer[:headroomBytes+len(packet)]
	p.bytes = copy(p.buffer[headroomBytes:], packet)
}

func (p *parcel) packet() []byte { return p.buffer[headroomBytes:] }
