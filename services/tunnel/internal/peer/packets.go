package peer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"testing"
	"time"
)

// Packets sends and receives UDP through a SOCKS server (RFC 1928, 7).
type Packets struct {
	control net.Conn
	relay   net.Conn
}

// SOCKSPackets asks the SOCKS server on the port of loopback for UDP. name and password are empty where it asks nobody.
func SOCKSPackets(t *testing.T, port int, name, password string) *Packets {
	t.Helper()
	control, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = control.Close() })
	p := &Packets{control: control}
	if err := p.associate(port, name, password); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.relay.Close() })
	return p
}

func (p *Packets) associate(port int, name, password string) error {
	const noneNeeded, byName = 0, 2
	method := byte(noneNeeded)
	if name != "" {
		method = byName
	}
	answer := make([]byte, 10)
	if err := p.ask([]byte{5, 1, method}, answer[:2]); err != nil || answer[1] != method {
		return errors.Join(fmt.Errorf("the server wants another method: %d", answer[1]), err)
	}
	if name != "" {
		login := append([]byte{1, byte(len(name))}, name...)
		login = append(append(login, byte(len(password))), password...)
		if err := p.ask(login, answer[:2]); err != nil || answer[1] != 0 {
			return errors.Join(errors.New("the server refuses the name or the password"), err)
		}
	}
	if err := p.ask([]byte{5, 3, 0, 1, 0, 0, 0, 0, 0, 0}, answer); err != nil || answer[1] != 0 {
		return errors.Join(fmt.Errorf("the server carries no packets: %d", answer[1]), err)
	}
	if given := binary.BigEndian.Uint16(answer[8:]); given != 0 {
		port = int(given)
	}
	relay, err := net.Dial("udp", fmt.Sprintf("127.0.0.1:%d", port))
	p.relay = relay
	return err
}

func (p *Packets) ask(what, answer []byte) error {
	if _, err := p.control.Write(what); err != nil {
		return err
	}
	_, err := io.ReadFull(p.control, answer)
	return err
}

// Send sends a packet to a target.
func (p *Packets) Send(to netip.AddrPort, payload []byte) error {
	address := to.Addr().As4()
	packet := append([]byte{0, 0, 0, 1}, address[:]...)
	packet = binary.BigEndian.AppendUint16(packet, to.Port())
	_, err := p.relay.Write(append(packet, payload...))
	return err
}

// SendTo sends a packet to a target that is named.
func (p *Packets) SendTo(name string, port uint16, payload []byte) error {
	packet := append([]byte{0, 0, 0, 3, byte(len(name))}, name...)
	packet = binary.BigEndian.AppendUint16(packet, port)
	_, err := p.relay.Write(append(packet, payload...))
	return err
}

// Receive waits for a packet, and leaves the header out.
func (p *Packets) Receive(patience time.Duration) ([]byte, error) {
	const header = 10
	buffer := make([]byte, 1<<16)
	_ = p.relay.SetReadDeadline(time.Now().Add(patience))
	n, err := p.relay.Read(buffer)
	if err != nil {
		return nil, err
	}
	if n < header || !bytes.Equal(buffer[:4], []byte{0, 0, 0, 1}) {
		return nil, errors.New("an answer from no IPv4 address")
	}
	return buffer[header:n], nil
}
