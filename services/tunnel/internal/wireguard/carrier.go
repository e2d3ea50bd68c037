package wireguard

import (
	"errors"
	"fmt"
	"log/slog"
	"net/netip"

	"golang.zx2c4.com/wireguard/conn"
	"golang.zx2c4.com/wireguard/device"
	"golang.zx2c4.com/wireguard/tun"
)

// carrier is a device that carries the packets of peers: WireGuard's or AmneziaWG's.
type carrier interface {
	// IpcSet configures the device, before it is up.
	IpcSet(string) error
	// change adds and removes peers; own is the device's own public key.
	change(peers, own string) error
	Up() error
	Close()
	// source is where the peer's last packet came from; the zero Addr when there was none.
	source(of key) netip.Addr
}

// newCarrier makes the device that an inbound asks for.
func newCarrier(c Config, tag string, network tun.Device) carrier {
	apart := c.UDPOffload.off(runningKernel())
	tell := func(format string, args ...any) {
		slog.Debug(fmt.Sprintf(format, args...), "engine", "wireguard", "inbound", tag)
	}
	if c.Amnezia != nil {
		return newAmneziaCarrier(network, apart, tell)
	}
	return plainCarrier{device.NewDevice(network, plainBind{conn.NewDefaultBind(), apart}, &device.Logger{
		Verbosef: device.DiscardLogf, Errorf: tell,
	})}
}

type plainCarrier struct{ *device.Device }

func (c plainCarrier) change(peers, _ string) error { return c.IpcSet(peers) }

func (c plainCarrier) source(of key) netip.Addr {
	if peer := c.LookupPeer(device.NoisePublicKey(of)); peer != nil {
		return sourceIn(peer.SendBuffers(nil))
	}
	return netip.Addr{}
}

// plainBind tells where a peer is. The device keeps that to itself but for a listing of all peers, which waits for
// changes of peers, which wait for the packets in hand. What it does is hand the endpoint to the socket with each send:
// so a send of nothing is answered with it.
type plainBind struct {
	conn.Bind
	// apart keeps the kernel from sending several packets as one large one (UDP GSO).
	apart bool
}

type isAt struct{ address netip.Addr }

func (isAt) Error() string { return "nothing was sent" }

// Send implements conn.Bind.
func (b plainBind) Send(packets [][]byte, endpoint conn.Endpoint) error {
	if len(packets) == 0 {
		return isAt{endpoint.DstIP()}
	}
	if b.apart {
		keepApart(packets)
	}
	return b.Bind.Send(packets, endpoint)
}

// keepApart leaves no room behind the packets. The socket puts packets together in the room behind the first of them.
func keepApart(packets [][]byte) {
	for i, each := range packets {
		packets[i] = each[:len(each):len(each)]
	}
}

func sourceIn(answer error) netip.Addr {
	var found isAt
	if !errors.As(answer, &found) {
		return netip.Addr{}
	}
	return found.address.Unmap()
}
