package xray

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/net/proxy"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/peer"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

type lab struct {
	book   *account.Book
	engine *Engine
	user   account.ID
	device account.ID
}

func newLab(t *testing.T, limits account.Limits) *lab {
	t.Helper()
	ledger, err := account.OpenLedger(filepath.Join(t.TempDir(), "ledger"))
	if err != nil {
		t.Fatal(err)
	}
	book := account.NewBook(ledger)
	// What one end has ended is not waited for long at the other.
	policy := json.RawMessage(`{"levels":{"0":{"uplinkOnly":1,"downlinkOnly":1}}}`)
	engine, err := New(book, Settings{Policy: policy})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = errors.Join(engine.Close(), ledger.Close()) })
	l := &lab{book, engine, uuid.New(), uuid.New()}
	if err := book.SetUser(l.user, limits); err != nil {
		t.Fatal(err)
	}
	return l
}

// through opens the door, and answers with a dialer of a stock client that goes through it.
func (l *lab) through(t *testing.T, name string, d door) proxy.Dialer {
	t.Helper()
	port, socks := peer.FreePort(t), peer.FreePort(t)
	config, err := json.Marshal(object{
		"tag": name, "protocol": d.protocol, "listen": "127.0.0.1", "port": port, "allowPrivate": true,
		"settings": d.settings, "streamSettings": or(d.stream, object{"network": "raw"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	inbound := vortex.Inbound{Tag: name, Protocol: d.protocol, CoefficientMilli: 1000, Config: config}
	if err := l.engine.Apply(t.Context(), []vortex.Inbound{inbound}); err != nil {
		t.Fatal(err)
	}
	change := vortex.UserChange{Upserts: []vortex.User{{ID: l.user, Device: l.device, Secret: d.secret}}}
	if err := l.engine.ChangeUsers(t.Context(), name, change); err != nil {
		t.Fatal(err)
	}
	settings := object{"address": "127.0.0.1", "port": port}
	for key, value := range d.client {
		settings[key] = value
	}
	peer.Xray(t, object{
		"log":       object{"loglevel": "warning"},
		"inbounds":  []object{{"protocol": "socks", "listen": "127.0.0.1", "port": socks, "settings": object{"udp": true}}},
		"outbounds": []object{{"protocol": d.protocol, "settings": settings, "streamSettings": or(d.dial, or(d.stream, object{"network": "raw"}))}},
	})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := peer.WaitForTCP(ctx, socks); err != nil {
		t.Fatal(err)
	}
	dialer, err := proxy.SOCKS5("tcp", fmt.Sprintf("127.0.0.1:%d", socks), nil, proxy.Direct)
	if err != nil {
		t.Fatal(err)
	}
	return dialer
}

func or(given, otherwise object) object {
	if given != nil {
		return given
	}
	return otherwise
}

// target is a server on the internet. It serves TLS 1.3, since Vision hands a connection to the kernel only when it
// carries TLS, and sends back what it gets.
type target struct {
	address string
	ended   chan uint64 // for each connection that is over, the bytes that came in on it, under TLS
}

func echo(t *testing.T) target {
	t.Helper()
	config := &tls.Config{Certificates: []tls.Certificate{selfSigned(t).pair}, MinVersion: tls.VersionTLS13}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	started := target{listener.Addr().String(), make(chan uint64, 100)}
	go func() {
		for {
			raw, err := listener.Accept()
			if err != nil {
				return
			}
			go started.serve(raw, config)
		}
	}()
	return started
}

func (t target) serve(raw net.Conn, config *tls.Config) {
	passed := &counted{Conn: raw}
	conn := tls.Server(passed, config)
	_, _ = io.Copy(conn, conn)
	_ = conn.CloseWrite()
	// What comes behind the end of TLS has been carried too. Not for ever: a stock client that is told only by the last record
	// that it may splice waits for the other side to close.
	const patience = 3 * time.Second
	_ = raw.SetReadDeadline(time.Now().Add(patience))
	_, _ = io.Copy(io.Discard, passed)
	_ = raw.Close()
	t.ended <- passed.read.Load()
}

// counted is a connection that knows what passed through it.
type counted struct {
	net.Conn
	read, written atomic.Uint64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.read.Add(uint64(n))
	return n, err
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.written.Add(uint64(n))
	return n, err
}

func (l *lab) usage(t *testing.T) []account.Usage {
	t.Helper()
	usage, err := l.book.Usage()
	if err != nil {
		t.Fatal(err)
	}
	return usage
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain")
		}
	}
}
