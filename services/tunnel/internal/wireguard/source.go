package wireguard

import (
	"errors"
	"net/netip"

	"golang.zx2c4.com/wireguard/conn"
	"golang.zx2c4.com/wireguard/device"
)

// tellingBind tells where a peer is. The device keeps that to itself but for a listing of all peers, which waits for
// changes of peers, which wait for the packets in hand. What it does is hand the endpoint to the socket with each send:
// so a send of nothing is answered with it.
type tellingBind struct{ conn.Bind }

type isAt struct{ endpoint conn.Endpoint }

func (isAt) Error() string { return "nothing was sent" }

// Send implements conn.Bind.
func (b tellingBind) Send(packets [][]byte, endpoint conn.Endpoint) error {
	if len(packets) == 0 {
		return isAt{endpoint}
	}
	return b.Bind.Send(packets, endpoint)
}

// sourceOf is where the peer's last packet came from; the zero Addr when there was none.
func (d *door) sourceOf(keyInHex string) netip.Addr {
	var key device.NoisePublicKey
	if key.FromHex(keyInHex) != nil {
		return netip.Addr{}
	}
	peer := d.device.LookupPeer(key)
	if peer == nil {
		return netip.Addr{}
	}
	var found isAt
	if !errors.As(peer.SendBuffers(nil), &found) {
		return netip.Addr{}
	}
	return found.endpoint.DstIP().Unmap()
}
