package routing

import (
	"errors"
	"net"
	"net/netip"
	"testing"
)

func TestPrivateNetworksAreRefusedHoweverTheyAreWritten(t *testing.T) {
	guard := NewGuard(nil, nil)
	for _, each := range []string{
		"10.1.2.3", "127.0.0.1", "169.254.169.254", "192.168.0.1", "100.64.0.1", "172.31.255.255", "0.0.0.0", "224.0.0.1", "255.255.255.255",
		"::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::7f00:1", "fe80::1%eth0",
	} {
		if err := guard.Refuses(netip.MustParseAddr(each), false); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", each, err)
		}
		if err := guard.Refuses(netip.MustParseAddr(each), true); err != nil {
			t.Errorf("%s where private networks are allowed: %v", each, err)
		}
	}
	for _, each := range []string{"1.1.1.1", "2606:4700::1111", "172.32.0.1", "64:ff9b::101:101", "2002:101:101::"} {
		if err := guard.Refuses(netip.MustParseAddr(each), false); err != nil {
			t.Errorf("%s: %v", each, err)
		}
	}
	if err := guard.Refuses(netip.Addr{}, false); err == nil {
		t.Error("no address at all is reached")
	}
}

func TestTheNetworksTheNodeStandsInAreRefused(t *testing.T) {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	guard := NewGuard(nil, nil)
	for _, each := range addresses {
		if own := netip.MustParsePrefix(each.String()).Addr(); guard.Refuses(own, false) == nil {
			t.Errorf("%s is reached", own)
		}
	}
}

func TestAnOperatorOpensAndBlocksNetworks(t *testing.T) {
	guard := NewGuard(prefixes("10.7.0.0/16"), prefixes("1.1.1.0/24", "10.7.7.0/24"))
	for address, wanted := range map[string]error{
		"10.7.0.1": nil, "10.8.0.1": ErrPrivate, "1.1.1.1": ErrBlocked, "10.7.7.1": ErrBlocked, "::ffff:1.1.1.1": ErrBlocked, "1.0.0.1": nil,
	} {
		if err := guard.Refuses(netip.MustParseAddr(address), false); !errors.Is(err, wanted) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if guard.Refuses(netip.MustParseAddr("1.1.1.1"), true) == nil {
		t.Error("where private networks are allowed, what is blocked is reached")
	}
}

func TestBitTorrentIsToldApart(t *testing.T) {
	for name, first := range map[string]string{
		"a peer": "\x13BitTorrent protocol\x00\x00\x00\x00\x00\x10\x00\x05", "a tracker": "GET /announce?info_hash=%01&peer_id=-qB HTTP/1.1\r\n",
	} {
		if !TorrentStream([]byte(first)) {
			t.Errorf("%s is not seen", name)
		}
	}
	for name, packet := range map[string]string{
		"a query of the DHT": "d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe",
		"a tracker":          "\x00\x00\x04\x17\x27\x10\x19\x80\x00\x00\x00\x00\x12\x34\x56\x78",
		"uTP":                "\x41\x00\x12\x34\x01\x02\x03\x04\x00\x00\x00\x00\x00\x10\x00\x00\x00\x01\x00\x00",
	} {
		if !TorrentPacket([]byte(packet)) {
			t.Errorf("%s is not seen", name)
		}
	}
	for name, other := range map[string]string{
		"TLS": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "HTTP": "GET /?q=BitTorrent+protocol HTTP/1.1\r\n", "nothing": "",
		"QUIC": "\xc3\x00\x00\x00\x01\x08\x41\x42\x43\x44\x45\x46\x47\x48\x00\x00\x44\x9e\x00\x00", "DNS": "\x41\x00\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x03www\x00\x00\x01\x00\x01",
	} {
		if TorrentStream([]byte(other)) || TorrentPacket([]byte(other)) {
			t.Errorf("%s is taken for BitTorrent", name)
		}
	}
}
