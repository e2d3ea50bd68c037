package wireguard

import (
	"errors"
	"log/slog"
	"os"
	"sync"

	"golang.zx2c4.com/wireguard/tun"
)

// network is where the packets of peers meet the internet: a TUN of the machine, or a network stack of this process.
type network interface {
	tun.Device
	// interrupt makes the Read under way, or the next one, return without packets.
	interrupt()
}

// meteredTUN is a network as the device sees it: behind the meter.
type meteredTUN struct {
	network
	meter  *meter
	failed int // reads in a row
	close  sync.Once
}

var _ tun.Device = (*meteredTUN)(nil)

func behind(m *meter, n network) *meteredTUN {
	t := &meteredTUN{network: n, meter: m}
	m.outlet.wake = n.interrupt
	m.send = func(buffers [][]byte) { t.send(buffers, headroomBytes) }
	return t
}

// Read implements tun.Device: packets for peers.
func (t *meteredTUN) Read(buffers [][]byte, sizes []int, offset int) (int, error) {
	for {
		if n := t.meter.drain(buffers, sizes, offset); n > 0 {
			return n, nil
		}
		n, err := t.network.Read(buffers, sizes, offset)
		t.meter.downlink(buffers[:n], sizes[:n], offset)
		if err != nil && t.fatal(err) {
			return n, err
		}
		if n > 0 {
			t.failed = 0
			return n, nil
		}
	}
}

// fatal tells whether reading is over. A packet that cannot be read is none: the device would end with everybody's
// connections.
func (t *meteredTUN) fatal(err error) bool {
	const mostInARow = 100
	if errors.Is(err, tun.ErrTooManySegments) {
		return false
	}
	t.failed++
	slog.Debug("cannot read a packet", "engine", "wireguard", "error", err)
	return errors.Is(err, os.ErrClosed) || t.failed > mostInARow
}

// Write implements tun.Device: packets of peers.
func (t *meteredTUN) Write(buffers [][]byte, offset int) (int, error) {
	all := len(buffers)
	t.send(t.meter.uplink(buffers, offset), offset)
	return all, nil
}

// send loses what the network does not take, as a link does.
func (t *meteredTUN) send(buffers [][]byte, offset int) {
	if len(buffers) == 0 {
		return
	}
	if _, err := t.network.Write(buffers, offset); err != nil {
		slog.Debug("cannot send packets", "engine", "wireguard", "error", err)
	}
}

// Close implements tun.Device.
func (t *meteredTUN) Close() error {
	t.close.Do(func() { close(t.meter.outlet.done) })
	return t.network.Close()
}
