package wireguard

import (
	"context"
	"io"
	"net"
	"net/netip"
	"sync"
	"time"

	"gvisor.dev/gvisor/pkg/tcpip/adapters/gonet"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
	"gvisor.dev/gvisor/pkg/tcpip/transport/tcp"
	"gvisor.dev/gvisor/pkg/tcpip/transport/udp"
	"gvisor.dev/gvisor/pkg/waiter"
)

const (
	mostConnecting = 4096
	dialPatience   = 15 * time.Second
	// RFC 4787, 4.3: a UDP mapping lives two minutes at least.
	udpIdle        = 2 * time.Minute
	datagramBuffer = 64 << 10
)

// forwarder connects what peers open to where it should go, from the node's own addresses.
type forwarder struct {
	meter  *meter
	ctx    context.Context
	cancel context.CancelFunc

	mu     sync.Mutex
	closed bool
	open   sync.WaitGroup
}

func forward(from *stack.Stack, m *meter) *forwarder {
	f := &forwarder{meter: m}
	f.ctx, f.cancel = context.WithCancel(context.Background())
	const usualWindow = 0
	from.SetTransportProtocolHandler(tcp.ProtocolNumber, tcp.NewForwarder(from, usualWindow, mostConnecting, f.tcp).HandlePacket)
	from.SetTransportProtocolHandler(udp.ProtocolNumber, udp.NewForwarder(from, f.udp).HandlePacket)
	return f
}

// Close ends all connections, and waits for them.
func (f *forwarder) Close() {
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	f.cancel()
	f.open.Wait()
}

// of finds whose connection it is.
func (f *forwarder) of(id stack.TransportEndpointID) *peer {
	source, _ := netip.AddrFromSlice(id.RemoteAddress.AsSlice())
	return f.meter.peers.of(source)
}

// endWith closes a connection when its peer is removed, or all are ended.
func (f *forwarder) endWith(of *peer, local, remote io.Closer) (release func()) {
	end := func() { _, _ = local.Close(), remote.Close() }
	kept, left := context.AfterFunc(f.ctx, end), context.AfterFunc(of.gone, end)
	return func() { _, _ = kept(), left() }
}

// begin notes one more connection, unless all are being ended.
func (f *forwarder) begin() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.closed {
		f.open.Add(1)
	}
	return !f.closed
}

// dial connects where the peer sends to; the meter has let it.
func (f *forwarder) dial(of *peer, network string, id stack.TransportEndpointID) (net.Conn, error) {
	target, _ := netip.AddrFromSlice(id.LocalAddress.AsSlice())
	ctx, cancel := context.WithTimeout(of.gone, dialPatience)
	defer cancel()
	defer context.AfterFunc(f.ctx, cancel)()
	return (&net.Dialer{}).DialContext(ctx, network, netip.AddrPortFrom(target.Unmap(), id.LocalPort).String())
}

// tcp is called in a goroutine of its own.
func (f *forwarder) tcp(request *tcp.ForwarderRequest) {
	const reset = true
	if !f.begin() {
		request.Complete(reset)
		return
	}
	defer f.open.Done()
	of := f.of(request.ID())
	if of == nil {
		request.Complete(reset)
		return
	}
	remote, err := f.dial(of, "tcp", request.ID())
	if err != nil {
		request.Complete(reset)
		return
	}
	defer func() { _ = remote.Close() }()
	var queue waiter.Queue
	endpoint, failed := request.CreateEndpoint(&queue)
	request.Complete(failed != nil)
	if failed != nil {
		return
	}
	endpoint.SocketOptions().SetKeepAlive(true)
	local := gonet.NewTCPConn(&queue, endpoint)
	defer f.endWith(of, local, remote)()
	var copying sync.WaitGroup
	copying.Go(func() { copyTo(remote.(*net.TCPConn), local) })
	copying.Go(func() { copyTo(local, remote) })
	copying.Wait()
	_ = local.Close()
}

// copyTo copies until the end, and tells the other side that it is the end of this direction only.
func copyTo(target interface {
	io.Writer
	CloseWrite() error
	Close() error
}, source io.Reader) {
	if _, err := io.Copy(target, source); err != nil {
		_ = target.Close()
		return
	}
	_ = target.CloseWrite()
}

func (f *forwarder) udp(request *udp.ForwarderRequest) bool {
	of, id := f.of(request.ID()), request.ID()
	var queue waiter.Queue
	endpoint, failed := request.CreateEndpoint(&queue)
	if of == nil || failed != nil || !f.begin() {
		return false
	}
	local := gonet.NewUDPConn(&queue, endpoint)
	go func() {
		defer f.open.Done()
		defer func() { _ = local.Close() }()
		remote, err := f.dial(of, "udp", id)
		if err != nil {
			return
		}
		defer func() { _ = remote.Close() }()
		defer f.endWith(of, local, remote)()
		var copying sync.WaitGroup
		copying.Go(func() { copyDatagrams(remote, local) })
		copying.Go(func() { copyDatagrams(local, remote) })
		copying.Wait()
	}()
	return true
}

// copyDatagrams ends when source is silent and neither side was heard for long: a write moves the other side's deadline.
func copyDatagrams(target, source net.Conn) {
	buffer := make([]byte, datagramBuffer)
	for {
		_ = source.SetReadDeadline(time.Now().Add(udpIdle))
		n, err := source.Read(buffer)
		if err != nil {
			_ = target.SetReadDeadline(time.Now()) // a mapping ends in both directions
			return
		}
		_ = target.SetReadDeadline(time.Now().Add(udpIdle))
		if _, err := target.Write(buffer[:n]); err != nil {
			return
		}
	}
}
