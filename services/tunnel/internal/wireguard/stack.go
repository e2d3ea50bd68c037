package wireguard

import (
	"fmt"
	"os"
	"sync"

	"golang.zx2c4.com/wireguard/tun"
	"gvisor.dev/gvisor/pkg/buffer"
	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/link/channel"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv4"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv6"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
	"gvisor.dev/gvisor/pkg/tcpip/transport/tcp"
	"gvisor.dev/gvisor/pkg/tcpip/transport/udp"
)

const (
	nic         = 1
	queuedOut   = 1024 // packets on their way to peers
	eventsQueue = 4
)

// stackTUN is a network stack in this process, seen by the device as a TUN. It takes packets for every address.
type stackTUN struct {
	stack  *stack.Stack
	link   *channel.Endpoint
	mtu    int
	events chan tun.Event
	woken  chan struct{}
	done   chan struct{}
	close  sync.Once
}

var _ network = (*stackTUN)(nil)

func newStackTUN(mtu int) (*stackTUN, error) {
	s := &stackTUN{
		stack: stack.New(stack.Options{
			NetworkProtocols:   []stack.NetworkProtocolFactory{ipv4.NewProtocol, ipv6.NewProtocol},
			TransportProtocols: []stack.TransportProtocolFactory{tcp.NewProtocol, udp.NewProtocol},
		}),
		link: channel.New(queuedOut, uint32(mtu), ""), mtu: mtu,
		events: make(chan tun.Event, eventsQueue), woken: make(chan struct{}, 1), done: make(chan struct{}),
	}
	s.link.AddNotify(s)
	if err := s.setUp(); err != nil {
		return nil, fmt.Errorf("set up the network stack: %s", err)
	}
	return s, nil
}

func (s *stackTUN) setUp() tcpip.Error {
	selective := tcpip.TCPSACKEnabled(true)
	if err := s.stack.SetTransportProtocolOption(tcp.ProtocolNumber, &selective); err != nil {
		return err
	}
	// The stack's loss detection by time (RACK, RFC 8985) takes acknowledgements that come in batches for losses.
	recovery := tcpip.TCPRecovery(0)
	if err := s.stack.SetTransportProtocolOption(tcp.ProtocolNumber, &recovery); err != nil {
		return err
	}
	congestion := tcpip.CongestionControlOption("reno")
	if err := s.stack.SetTransportProtocolOption(tcp.ProtocolNumber, &congestion); err != nil {
		return err
	}
	if err := s.stack.CreateNIC(nic, s.link); err != nil {
		return err
	}
	if err := s.stack.SetPromiscuousMode(nic, true); err != nil {
		return err
	}
	if err := s.stack.SetSpoofing(nic, true); err != nil {
		return err
	}
	s.stack.SetRouteTable([]tcpip.Route{
		{Destination: header.IPv4EmptySubnet, NIC: nic}, {Destination: header.IPv6EmptySubnet, NIC: nic},
	})
	return nil
}

// WriteNotify implements channel.Notification: the stack has a packet for a peer.
func (s *stackTUN) WriteNotify() { s.interrupt() }

// interrupt implements network.
func (s *stackTUN) interrupt() {
	select {
	case s.woken <- struct{}{}:
	default: // there is one for the next read already
	}
}

// Read implements tun.Device: packets for peers.
func (s *stackTUN) Read(buffers [][]byte, sizes []int, offset int) (int, error) {
	if n, err := s.read(buffers, sizes, offset); n > 0 || err != nil {
		return n, err
	}
	select {
	case <-s.woken:
		return s.read(buffers, sizes, offset)
	case <-s.done:
		return 0, os.ErrClosed
	}
}

func (s *stackTUN) read(buffers [][]byte, sizes []int, offset int) (int, error) {
	for n := range buffers {
		packet := s.link.Read()
		if packet == nil {
			return n, nil
		}
		view := packet.ToView()
		packet.DecRef()
		length, err := view.Read(buffers[n][offset:])
		view.Release()
		if err != nil {
			return n, err
		}
		sizes[n] = length
	}
	return len(buffers), nil
}

// Write implements tun.Device: packets of peers.
func (s *stackTUN) Write(buffers [][]byte, offset int) (int, error) {
	for _, each := range buffers {
		packet := stack.NewPacketBuffer(stack.PacketBufferOptions{Payload: buffer.MakeWithData(each[offset:])})
		s.inject(packet)
		packet.DecRef()
	}
	return len(buffers), nil
}

func (s *stackTUN) inject(packet *stack.PacketBuffer) {
	first, ok := packet.Data().PullUp(1)
	if ok && first[0]>>4 == header.IPv6Version {
		s.link.InjectInbound(header.IPv6ProtocolNumber, packet)
	} else {
		s.link.InjectInbound(header.IPv4ProtocolNumber, packet)
	}
}

// Close implements tun.Device. Idempotent.
func (s *stackTUN) Close() error {
	s.close.Do(func() {
		close(s.done)
		s.stack.RemoveNIC(nic)
		s.stack.Close()
		s.link.Close()
		s.stack.Wait()
		close(s.events)
	})
	return nil
}

// File implements tun.Device.
func (*stackTUN) File() *os.File { return nil }

// MTU implements tun.Device.
func (s *stackTUN) MTU() (int, error) { return s.mtu, nil }

// Name implements tun.Device.
func (*stackTUN) Name() (string, error) { return "netstack", nil }

// Events implements tun.Device.
func (s *stackTUN) Events() <-chan tun.Event { return s.events }

// BatchSize implements tun.Device.
func (*stackTUN) BatchSize() int { return mostTogether }
