package xray

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
)

// wiretap stands before a door, and keeps what the first client says until the door answers.
type wiretap struct {
	port int
	mu   sync.Mutex
	said bytes.Buffer
}

func tap(t *testing.T, door int) *wiretap {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	w := &wiretap{port: listener.Addr().(*net.TCPAddr).Port}
	go func() {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		defer func() { _ = client.Close() }()
		server, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", door))
		if err != nil {
			return
		}
		defer func() { _ = server.Close() }()
		go func() { _, _ = io.Copy(server, io.TeeReader(client, w)) }()
		_, _ = io.Copy(client, server)
	}()
	return w
}

// Write implements io.Writer.
func (w *wiretap) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said.Write(p)
}

func (w *wiretap) heard() []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return bytes.Clone(w.said.Bytes())
}

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
	for name, opens := range map[string]int64{"vless-raw": 1, "vmess-raw": 0, "shadowsocks-2022": 0, "shadowsocks-2022-256": 0} {
		t.Run(name, func(t *testing.T) {
			l, d := newLab(t, account.Limits{}), doors(t)[name]
			port := l.open(t, name, d)
			target, came := callers(t)
			on := tap(t, port)
			conn, err := dialer(t, d.comeThrough(t, on.port)).Dial("tcp", target)
			if err != nil {
				t.Fatal(err)
			}
			const word = "hello"
			if _, err := io.WriteString(conn, word); err != nil {
				t.Fatal(err)
			}
			if _, err := io.ReadFull(conn, make([]byte, len(word))); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			before := came.Load()
			again, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = again.Close() }()
			if _, err := again.Write(on.heard()); err != nil {
				t.Fatal(err)
			}
			if opens > 0 {
				waitFor(t, func() bool { return came.Load() == before+opens })
				return
			}
			_ = again.(*net.TCPConn).CloseWrite()
			_ = again.SetReadDeadline(time.Now().Add(20 * time.Second))
			if n, err := io.Copy(io.Discard, again); n > 0 || errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("the door said %d bytes, then %v", n, err)
			}
			if came.Load() != before { // the door has closed, and connects to nothing any more
				t.Error("what was said again came to the target")
			}
		})
	}
}
