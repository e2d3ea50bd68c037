// Package routing says where users may not connect to, whatever the protocol.
package routing

import (
	"errors"
	"net"
	"net/netip"
	"sync/atomic"
	"time"
)

// Why a connection is not made.
var (
	ErrPrivate = errors.New("a private network, or the node's own")
	ErrBlocked = errors.New("on the list of what is blocked")
	ErrTorrent = errors.New("BitTorrent is not allowed here")
)

// Networks that are nobody's on the internet (IANA's special-purpose registries), without those that only documents use.
var private = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
	"192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
	"::/127", "100::/64", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

// Networks whose addresses hold an IPv4 address, and the byte where it begins: NAT64 (RFC 6052), its local use (RFC 8215),
// 6to4 (RFC 3056) and the IPv4-compatible ones of old (RFC 4291, 2.5.5.1).
var embedding = []struct {
	prefix netip.Prefix
	at     int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12},
	{netip.MustParsePrefix("64:ff9b:1::/48"), 12},
	{netip.MustParsePrefix("2002::/16"), 2},
	{netip.MustParsePrefix("::/96"), 12},
}

func prefixes(texts ...string) []netip.Prefix {
	parsed := make([]netip.Prefix, len(texts))
	for n, text := range texts {
		parsed[n] = netip.MustParsePrefix(text)
	}
	return parsed
}

// Guard knows what users may not reach: private networks, those the node stands in, and what an operator blocks.
type Guard struct {
	allowed, blocked []netip.Prefix
	own              atomic.Pointer[ownNetworks]
}

type ownNetworks struct {
	networks []netip.Prefix
	readAt   time.Time
}

// ownLifetime is how long an address that the node has got meanwhile may go unnoticed.
const ownLifetime = 30 * time.Second

// NewGuard allows private networks that are named, and blocks public ones that are.
func NewGuard(allowed, blocked []netip.Prefix) *Guard {
	return &Guard{allowed: allowed, blocked: blocked}
}

// Refuses says why the address may not be reached, or nil. allowPrivate lifts all but what the operator blocks.
func (g *Guard) Refuses(address netip.Addr, allowPrivate bool) error {
	address = address.Unmap().WithZone("")
	if !address.IsValid() {
		return ErrPrivate
	}
	if among(g.blocked, address) {
		return ErrBlocked
	}
	if allowPrivate || among(g.allowed, address) {
		return nil
	}
	if among(private, address) || among(g.ownNow(), address) {
		return ErrPrivate
	}
	for _, each := range embedding {
		if each.prefix.Contains(address) {
			bytes := address.As16()
			return g.Refuses(netip.AddrFrom4([4]byte(bytes[each.at:each.at+4])), allowPrivate)
		}
	}
	return nil
}

func among(networks []netip.Prefix, address netip.Addr) bool {
	for _, each := range networks {
		if each.Contains(address) {
			return true
		}
	}
	return false
}

// ownNow are the networks of the node's interfaces, read again when they may have changed.
func (g *Guard) ownNow() []netip.Prefix {
	known := g.own.Load()
	if known != nil && time.Since(known.readAt) < ownLifetime {
		return known.networks
	}
	read := &ownNetworks{readAt: time.Now()}
	addresses, err := net.InterfaceAddrs()
	if err != nil && known != nil {
		read.networks = known.networks
	}
	for _, each := range addresses {
		if network, err := netip.ParsePrefix(each.String()); err == nil {
			read.networks = append(read.networks, network.Masked())
		}
	}
	g.own.Store(read)
	return read.networks
}
