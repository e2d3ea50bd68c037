package xray

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/peer"
)

// callers counts connections to a target, which sends back what it gets.
func callers(t *testing.T) (address string, came *atomic.Int64) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	came = &atomic.Int64{}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			came.Add(1)
			go func() { _, _ = io.Copy(conn, conn); _ = conn.Close() }()
		}
	}()
	return listener.Addr().String(), came
}

// What is not inside TLS can be recorded and said again by whoever is on the way. Plain VLESS has nothing against it, and so
// shows that what is said again is whole.
func TestWhatIsSaidAgainOpensNothing(t *testing.T) {
	for name, opens := range map[string]int64{
		"vless-raw": 1, "vless-encryption": 0, "vmess-raw": 0, "shadowsocks-2022": 0, "shadowsocks-2022-256": 0,
	} {
		t.Run(name, func(t *testing.T) {
			l, d := newLab(t, account.Limits{}), doors(t)[name]
			port := l.open(t, name, d)
			target, came := callers(t)
			on := peer.TapStream(t, port)
			conn, err := dialer(t, d.comeThrough(t, on.Port)).Dial("tcp", target)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			const word = "hello"
			if _, err := io.WriteString(conn, word); err != nil {
				t.Fatal(err)
			}
			if _, err := io.ReadFull(conn, make([]byte, len(word))); err != nil {
				t.Fatal(err)
			}
			said := bytes.Join(on.Heard(), nil)
			again := func(when string) {
				before, charged := came.Load(), l.book.ChargedBytes(l.user)
				sayAgain(t, port, said, func() bool { return opens > 0 && came.Load() == before+opens })
				if got := came.Load() - before; got != opens { // a door that has closed connects to nothing any more
					t.Errorf("%s: %d came to the target", when, got)
				}
				if more := l.book.ChargedBytes(l.user) - charged; opens == 0 && more > 0 {
					t.Errorf("%s: charged %d bytes", when, more)
				}
			}
			again("at once")
			changed := d
			changed.stream = object{"network": "raw", "sockopt": object{"tcpKeepAliveIdle": 100}}
			l.openAt(t, name, changed, port)
			again("after the inbound has changed")
			l.restart(t)
			l.openAt(t, name, d, port)
			again("after a restart")
		})
	}
}

// sayAgain says it, and waits until the door has closed or heard tells that it need not.
func sayAgain(t *testing.T, port int, said []byte, heard func() bool) {
	t.Helper()
	conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.Write(said); err != nil {
		t.Fatal(err)
	}
	_ = conn.(*net.TCPConn).CloseWrite()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_, _ = io.Copy(io.Discard, conn)
	}()
	waitFor(t, func() bool {
		select {
		case <-closed:
			return true
		default:
			return heard()
		}
	})
}

// An association of UDP goes on after a restart, with what was not said before.
func TestPacketsSaidAgainAfterARestartGoNowhere(t *testing.T) {
	const name = "shadowsocks-2022"
	l, d := newLab(t, account.Limits{}), doors(t)[name]
	port := l.open(t, name, d)
	target, got := echoPackets(t)
	on, toDoor := peer.TapPackets(t, port)
	through := peer.SOCKSPackets(t, d.comeThrough(t, on.Port), "", "")
	const long, short = 1000, 1
	send(t, through, target, long)
	said, when := on.Heard(), time.Now().Unix()
	waitFor(t, func() bool { return time.Now().Unix() > when }) // packets say only the second
	l.restart(t)
	l.openAt(t, name, d, port)
	before, charged := got.Load(), l.book.ChargedBytes(l.user)
	for _, packet := range said {
		_, _ = toDoor.Write(packet)
	}
	send(t, through, target, short) // after all of those, from the same place
	if more := got.Load() - before; more >= long {
		t.Errorf("%d bytes came to the target", more)
	}
	if more := l.book.ChargedBytes(l.user) - charged; more >= long {
		t.Errorf("charged %d bytes", more)
	}
}
