package wireguard

import (
	"context"
	"fmt"
	"os"
	"sync"

	"golang.zx2c4.com/wireguard/tun"
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
	batchesOf   = 128  // as the device's socket does
	eventsQueue = 4
)

// stackTUN is a network stack in this process, seen by the device as a TUN. It takes packets for every address.
type stackTUN struct {
	stack  *stack.Stack
	link   *meteredLink
	mtu    int
	events chan tun.Event
	ctx    context.Context
	cancel context.CancelFunc
	close  sync.Once
}

var _ tun.Device = (*stackTUN)(nil)

func newStackTUN(mtu int, metered *meter) (*stackTUN, error) {
	s := &stackTUN{
		stack: stack.New(stack.Options{
			NetworkProtocols:   []stack.NetworkProtocolFactory{ipv4.NewProtocol, ipv6.NewProtocol},
			TransportProtocols: []stack.TransportProtocolFactory{tcp.NewProtocol, udp.NewProtocol},
		}),
		link: &meteredLink{channel.New(queuedOut, uint32(mtu), ""), metered}, mtu: mtu, events: make(chan tun.Event, eventsQueue),
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	if err := s.setUp(); err != nil {
		return nil, fmt.Errorf("set up the network stack: %s", err)
	}
	s.events <- tun.EventUp
	return s, nil
}

func (s *stackTUN) setUp() tcpip.Error {
	selective := tcpip.TCPSACKEnabled(true)
	if err := s.stack.SetTransportProtocolOption(tcp.ProtocolNumber, &selective); err != nil {
		return err
	}
	congestion := tcpip.CongestionControlOption("cubic")
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

// Read implements tun.Device: packets for peers.
func (s *stackTUN) Read(buffers [][]byte, sizes []int, offset int) (int, error) {
	packet := s.link.ReadContext(s.ctx)
	if packet == nil {
		return 0, os.ErrClosed
	}
	for n := 0; ; {
		view := packet.ToView()
		packet.DecRef()
		length, err := view.Read(buffers[n][offset:])
		view.Release()
		if err != nil {
			return n, err
		}
		sizes[n] = length
		if n++; n == len(buffers) {
			return n, nil
		}
		if packet = s.link.Read(); packet == nil {
			return n, nil
		}
	}
}

// Write implements tun.Device: packets of peers.
func (s *stackTUN) Write(buffers [][]byte, offset int) (int, error) {
	for _, each := range buffers {
		s.link.meter.uplink(each[offset:], s.inject)
	}
	return len(buffers), nil
}

func (s *stackTUN) inject(packet *stack.PacketBuffer) {
	view, ok := packet.Data().PullUp(1)
	if ok && view[0]>>4 == header.IPv6Version {
		s.link.InjectInbound(header.IPv6ProtocolNumber, packet)
	} else {
		s.link.InjectInbound(header.IPv4ProtocolNumber, packet)
	}
}

// meteredLink is where the stack's packets leave it.
type meteredLink struct {
	*channel.Endpoint
	meter *meter
}

// WritePackets implements stack.LinkEndpoint. What is dropped counts as written: to the stack it is lost on the way.
func (l *meteredLink) WritePackets(packets stack.PacketBufferList) (int, tcpip.Error) {
	for _, packet := range packets.AsSlice() {
		l.meter.downlink(packet, l.pass)
	}
	return packets.Len(), nil
}

func (l *meteredLink) pass(packet *stack.PacketBuffer) {
	var list stack.PacketBufferList
	list.PushBack(packet)
	_, _ = l.Endpoint.WritePackets(list) // a full queue drops
}

// Close implements tun.Device. Idempotent.
func (s *stackTUN) Close() error {
	s.close.Do(func() {
		s.cancel()
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
func (*stackTUN) BatchSize() int { return batchesOf }
