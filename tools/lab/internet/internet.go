// Package internet serves, in a laboratory, what tunnels lead to.
package internet

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync/atomic"

	"vortexpanel.dev/lab/netlab"
)

// Ports of what is served, over IPv4 and IPv6.
const (
	EchoPort   = 7 // TCP and UDP
	DNSPort    = 53
	TLSPort    = 443 // an echo too
	SourcePort = 19  // sends as long as somebody reads
	// TLSSourcePort does so inside TLS.
	TLSSourcePort = 444
)

// Internet is what is served.
type Internet struct {
	// Opened and Closed are connections to the echo and the source; Received their bytes.
	Opened, Closed atomic.Int64
	Received, Sent atomic.Uint64

	in      *netlab.Namespace
	closers []io.Closer
}

// Serve serves everything in the namespace.
func Serve(in *netlab.Namespace, certificate tls.Certificate) (*Internet, error) {
	i := &Internet{in: in}
	secured := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS13}
	for port, serve := range map[int]func(net.Conn){
		EchoPort: i.echo, SourcePort: i.source, DNSPort: answerStream,
		TLSPort:       func(conn net.Conn) { i.echo(tls.Server(conn, secured)) },
		TLSSourcePort: func(conn net.Conn) { i.source(tls.Server(conn, secured)) },
	} {
		if err := i.Listen(port, serve); err != nil {
			i.Close()
			return nil, err
		}
	}
	for port, answer := range map[int]func([]byte) []byte{EchoPort: same, DNSPort: answerName} {
		if err := i.listenPackets(port, answer); err != nil {
			i.Close()
			return nil, err
		}
	}
	return i, nil
}

// Echo serves an echo on one more port.
func (i *Internet) Echo(port int) error { return i.Listen(port, i.echo) }

// Listen serves TCP connections to a port.
func (i *Internet) Listen(port int, serve func(net.Conn)) error {
	for _, address := range i.addresses() {
		var listener net.Listener
		err := i.in.Do(func() (err error) {
			listener, err = net.Listen("tcp", netip.AddrPortFrom(address, uint16(port)).String())
			return err
		})
		if err != nil {
			return fmt.Errorf("serve the internet: %w", err)
		}
		i.closers = append(i.closers, listener)
		go accept(listener, serve)
	}
	return nil
}

func accept(listener net.Listener, serve func(net.Conn)) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go serve(conn)
	}
}

func (i *Internet) listenPackets(port int, answer func([]byte) []byte) error {
	for _, address := range i.addresses() {
		var packets net.PacketConn
		err := i.in.Do(func() (err error) {
			packets, err = net.ListenPacket("udp", netip.AddrPortFrom(address, uint16(port)).String())
			return err
		})
		if err != nil {
			return fmt.Errorf("serve the internet: %w", err)
		}
		i.closers = append(i.closers, packets)
		go answerPackets(packets, answer)
	}
	return nil
}

func answerPackets(packets net.PacketConn, answer func([]byte) []byte) {
	const largest = 1 << 16
	buffer := make([]byte, largest)
	for {
		n, from, err := packets.ReadFrom(buffer)
		if err != nil {
			return
		}
		if said := answer(buffer[:n]); said != nil {
			_, _ = packets.WriteTo(said, from)
		}
	}
}

func (i *Internet) addresses() []netip.Addr { return []netip.Addr{i.in.IPv4, i.in.IPv6} }

func same(packet []byte) []byte { return packet }

func (i *Internet) echo(conn net.Conn) {
	i.Opened.Add(1)
	defer i.Closed.Add(1)
	defer func() { _ = conn.Close() }()
	buffer := make([]byte, 32<<10)
	for {
		n, err := conn.Read(buffer)
		i.Received.Add(uint64(n))
		if err != nil {
			return
		}
		n, err = conn.Write(buffer[:n])
		i.Sent.Add(uint64(n))
		if err != nil {
			return
		}
	}
}

func (i *Internet) source(conn net.Conn) {
	i.Opened.Add(1)
	defer i.Closed.Add(1)
	defer func() { _ = conn.Close() }()
	buffer := make([]byte, 64<<10)
	for {
		n, err := conn.Write(buffer)
		i.Sent.Add(uint64(n))
		if err != nil {
			return
		}
	}
}

// Close ends it.
func (i *Internet) Close() {
	for _, each := range i.closers {
		_ = each.Close()
	}
}
