package peer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"testing"
)

// Wiretap stands before a port of the engine, and keeps what a client says to it.
type Wiretap struct {
	// Port is where the client comes to.
	Port int

	mu    sync.Mutex
	heard [][]byte
}

// TapStream keeps what the first client of TCP says.
func TapStream(t testing.TB, port int) *Wiretap {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	w := &Wiretap{Port: listener.Addr().(*net.TCPAddr).Port}
	go func() {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		defer func() { _ = client.Close() }()
		server, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			return
		}
		defer func() { _ = server.Close() }()
		go func() { _, _ = io.Copy(server, io.TeeReader(client, w)) }()
		_, _ = io.Copy(client, server)
	}()
	return w
}

// TapPackets keeps the packets of UDP that the first client sends. What it answers with sends more from the same place.
func TapPackets(t testing.TB, port int) (*Wiretap, net.Conn) {
	t.Helper()
	facing, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	server, err := net.Dial("udp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = facing.Close(), server.Close() })
	w := &Wiretap{Port: facing.LocalAddr().(*net.UDPAddr).Port}
	clients := make(chan *net.UDPAddr, 1)
	go func() {
		buffer, client := make([]byte, 1<<16), <-clients
		for {
			n, err := server.Read(buffer)
			if errors.Is(err, net.ErrClosed) {
				return // and not where nobody serves for a moment
			}
			if err == nil {
				_, _ = facing.WriteToUDP(buffer[:n], client)
			}
		}
	}()
	go func() {
		buffer := make([]byte, 1<<16)
		for {
			n, from, err := facing.ReadFromUDP(buffer)
			if err != nil {
				return
			}
			select {
			case clients <- from:
			default:
			}
			_, _ = w.Write(buffer[:n])
			_, _ = server.Write(buffer[:n])
		}
	}()
	return w, server
}

// Write implements io.Writer.
func (w *Wiretap) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.heard = append(w.heard, bytes.Clone(p))
	return len(p), nil
}

// Heard is what was said until now: packets, or pieces of the stream.
func (w *Wiretap) Heard() [][]byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.heard)
}
