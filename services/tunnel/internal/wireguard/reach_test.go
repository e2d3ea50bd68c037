package wireguard

import (
	"net/netip"
	"testing"
)

func TestPrivateAddressesAreNotReachedUnlessAllowed(t *testing.T) {
	closed, open := newReach(Config{}), newReach(Config{AllowPrivate: true})
	for text, public := range map[string]bool{
		"10.1.2.3": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.1.1": false, "127.0.0.1": false,
		"fd00::1": false, "::1": false, "224.0.0.1": false, "0.0.0.0": false, "255.255.255.255": false,
		"::ffff:100.64.1.1": false, "9.9.9.9": true, "2620:fe::fe": true,
	} {
		if goes := closed.course(netip.MustParseAddr(text)); goes == outwards != public {
			t.Errorf("%s is reached: %v", text, !public)
		}
	}
	if open.course(netip.MustParseAddr("10.1.2.3")) != outwards || open.course(netip.MustParseAddr("224.0.0.1")) != nowhere {
		t.Error("what is allowed is wrong")
	}
}

func TestTheNodesOwnNetworksAreNotReachedUnlessAllowed(t *testing.T) {
	closed, open := newReach(Config{}), newReach(Config{AllowPrivate: true})
	own := []netip.Prefix{netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("2001:db8:1::/64")}
	closed.own.Store(&own)
	open.own.Store(&own)
	for _, text := range []string{"198.51.100.1", "198.51.100.200", "2001:db8:1::53"} {
		target := netip.MustParseAddr(text)
		if closed.course(target) != nowhere || open.course(target) != outwards {
			t.Errorf("%s: %v, allowed %v", text, closed.course(target), open.course(target))
		}
	}
}

func TestPeersReachEachOtherOnlyWhereAllowed(t *testing.T) {
	pools := []netip.Prefix{netip.MustParsePrefix("10.8.0.0/24")}
	apart, together := newReach(Config{Pools: pools, AllowPrivate: true}), newReach(Config{Pools: pools, AllowPeers: true})
	other := netip.MustParseAddr("10.8.0.7")
	if apart.course(other) != nowhere || together.course(other) != toPeer {
		t.Errorf("apart %v, together %v", apart.course(other), together.course(other))
	}
}
