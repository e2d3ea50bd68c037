package xray

import (
	"encoding/binary"
	"errors"
	"net"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
)

// A target that takes nothing keeps everybody from reading what the client sends, and so from seeing that it sends no more.
func TestAClientThatResetsIsGoneThoughItsTargetTakesNothing(t *testing.T) {
	target, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = target.Close() }()
	d := doors(t)["vless-raw"]
	l := newLab(t, account.Limits{MostAddresses: 1})
	conn := vlessTo(t, l.open(t, "vless-raw", d), uuid.MustParse(d.secret), target.Addr().(*net.TCPAddr))
	fill(t, conn)
	waitFor(t, func() bool { return len(l.book.Sessions()) == 1 })
	_ = conn.SetLinger(0) // closed so, it is reset
	_ = conn.Close()
	waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
}

// vlessTo begins a connection to the target as a client of VLESS without anything else does.
func vlessTo(t *testing.T, port int, id uuid.UUID, target *net.TCPAddr) *net.TCPConn {
	t.Helper()
	conn, err := net.DialTCP("tcp", nil, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
	if err != nil {
		t.Fatal(err)
	}
	const version, noAddons, connect, ipv4 = 0, 0, 1, 1
	header := append([]byte{version}, id[:]...)
	header = append(header, noAddons, connect)
	header = binary.BigEndian.AppendUint16(header, uint16(target.Port))
	header = append(append(header, ipv4), target.IP.To4()...)
	if _, err := conn.Write(header); err != nil {
		t.Fatal(err)
	}
	return conn
}

// fill writes until nobody takes anything any more.
func fill(t *testing.T, conn net.Conn) {
	t.Helper()
	const still = time.Second
	for chunk := make([]byte, 1<<20); ; {
		_ = conn.SetWriteDeadline(time.Now().Add(still))
		if n, err := conn.Write(chunk); n == 0 {
			if !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Fatal(err)
			}
			return
		}
	}
}
