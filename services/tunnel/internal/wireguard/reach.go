package wireguard

import (
	"net"
	"net/netip"
	"sync/atomic"
)

// course is where a packet of a peer goes.
type course uint8

const (
	nowhere course = iota
	outwards
	toPeer
)

// reach says where peers may send: to the internet; to each other, and to what only the node can reach, when it is allowed.
type reach struct {
	pools        []netip.Prefix
	allowPeers   bool
	allowPrivate bool
	// own are the networks that the node stands in, its own addresses among them.
	own atomic.Pointer[[]netip.Prefix]
}

func newReach(c Config) *reach {
	r := &reach{pools: c.Pools, allowPeers: c.AllowPeers, allowPrivate: c.AllowPrivate}
	r.look()
	return r
}

// look sees which networks the node stands in now.
func (r *reach) look() {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return // what was known stays
	}
	own := make([]netip.Prefix, 0, len(addresses))
	for _, each := range addresses {
		if prefix, err := netip.ParsePrefix(each.String()); err == nil {
			own = append(own, prefix.Masked())
		}
	}
	r.own.Store(&own)
}

func (r *reach) course(target netip.Addr) course {
	switch {
	case target.Is4In6(): // on no wire
		return nowhere
	case within(r.pools, target):
		if r.allowPeers {
			return toPeer
		}
		return nowhere
	case r.outside(target):
		return outwards
	default:
		return nowhere
	}
}

// outside tells whether peers may send to an address outside the tunnel.
func (r *reach) outside(target netip.Addr) bool {
	if !target.IsGlobalUnicast() {
		return false
	}
	if r.allowPrivate {
		return true
	}
	own := r.own.Load()
	return !target.IsPrivate() && !shared.Contains(target) && (own == nil || !within(*own, target))
}

// shared is the address space of carriers (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

func within(networks []netip.Prefix, address netip.Addr) bool {
	for _, each := range networks {
		if each.Contains(address) {
			return true
		}
	}
	return false
}
