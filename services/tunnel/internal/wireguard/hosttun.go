package wireguard

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
	"golang.zx2c4.com/wireguard/tun"
)

// hostTUN is a TUN of the machine, with offloads: one read may bring many packets of a connection, as the kernel left them
// together, and those that are written are put together for it.
type hostTUN struct {
	tun.Device
	// apart keeps UDP packets apart, where the kernel cannot be trusted to.
	apart  bool
	events chan tun.Event
}

var _ network = (*hostTUN)(nil)

func newHostTUN(name string, mtu int, apart bool) (*hostTUN, error) {
	device, err := tun.CreateTUN(name, mtu)
	if err != nil {
		return nil, fmt.Errorf("make the TUN %s: %w", name, err)
	}
	t := &hostTUN{Device: device, apart: apart, events: make(chan tun.Event)}
	go t.ignoreEvents()
	if apart {
		if err := t.takeOnlyTCPTogether(); err != nil {
			return nil, errors.Join(err, t.Close())
		}
	}
	return t, nil
}

// ignoreEvents: the link is ours, and the device is up as long as its inbound is open.
func (t *hostTUN) ignoreEvents() {
	for range t.Device.Events() {
	}
	close(t.events)
}

// Events implements tun.Device.
func (t *hostTUN) Events() <-chan tun.Event { return t.events }

func (t *hostTUN) takeOnlyTCPTogether() error {
	raw, err := t.File().SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	const offloads = unix.TUN_F_CSUM | unix.TUN_F_TSO4 | unix.TUN_F_TSO6
	err = raw.Control(func(fd uintptr) { failed = unix.IoctlSetInt(int(fd), unix.TUNSETOFFLOAD, offloads) })
	return errors.Join(err, failed)
}

// interrupt implements network.
func (t *hostTUN) interrupt() { _ = t.File().SetReadDeadline(time.Unix(1, 0)) } // fails once it is closed

// Read implements tun.Device.
func (t *hostTUN) Read(buffers [][]byte, sizes []int, offset int) (int, error) {
	n, err := t.Device.Read(buffers, sizes, offset)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return 0, t.File().SetReadDeadline(time.Time{})
	}
	return n, err
}

// Write implements tun.Device.
func (t *hostTUN) Write(buffers [][]byte, offset int) (int, error) {
	if !t.apart {
		return t.Device.Write(buffers, offset)
	}
	// Packets that are written in one call are put together; those of UDP may not be.
	begin := 0
	var failed error
	for i, each := range buffers {
		if carriesUDP(each[offset:]) {
			_, err := t.Device.Write(buffers[begin:i+1], offset)
			failed = errors.Join(failed, err)
			begin = i + 1
		}
	}
	_, err := t.Device.Write(buffers[begin:], offset)
	return len(buffers), errors.Join(failed, err)
}

// carriesUDP tells whether what follows the IP header is UDP. Packets with other headers between are never put together.
func carriesUDP(packet []byte) bool {
	switch packet[0] >> 4 {
	case 4:
		return packet[9] == unix.IPPROTO_UDP
	case 6:
		return packet[6] == unix.IPPROTO_UDP
	default:
		return false
	}
}
