package xray

import (
	"context"
	"crypto/tls"
	"encoding/json"
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

// patience is for what happens at once on a machine that is not busy.
const patience = time.Minute

type lab struct {
	ledger string // path
	book   *account.Book
	engine *Engine
	user   account.ID
	device account.ID
	// confined: users do not reach private networks, which is where tests are.
	confined bool
}

func newLab(t testing.TB, limits account.Limits) *lab {
	t.Helper()
	return newLabWith(t, limits, Settings{})
}

func newLabWith(t testing.TB, limits account.Limits, settings Settings) *lab {
	t.Helper()
	l := &lab{ledger: filepath.Join(t.TempDir(), "ledger"), user: uuid.New(), device: uuid.New()}
	l.start(t, limits, settings)
	return l
}

func (l *lab) start(t testing.TB, limits account.Limits, settings Settings) {
	t.Helper()
	ledger, err := account.OpenLedger(l.ledger)
	if err != nil {
		t.Fatal(err)
	}
	l.book = account.NewBook(ledger)
	// What one end has ended is not waited for long at the other.
	settings.Policy = json.RawMessage(`{"levels":{"0":{"uplinkOnly":1,"downlinkOnly":1}}}`)
	engine, err := New(l.book, settings)
	if err != nil {
		t.Fatal(err)
	}
	// The ledger stays mapped, as in the program: a connection that is being closed may still count.
	t.Cleanup(func() { _ = engine.Close() })
	l.engine = engine
	if err := l.book.SetUser(l.user, limits); err != nil {
		t.Fatal(err)
	}
}

// restart has nothing left of the engine but its ledger.
func (l *lab) restart(t testing.TB) {
	t.Helper()
	if err := l.engine.Close(); err != nil {
		t.Fatal(err)
	}
	l.start(t, account.Limits{}, Settings{})
}

// open opens the door to the lab's user, and answers with its port.
func (l *lab) open(t testing.TB, name string, d door) int {
	t.Helper()
	port := peer.FreePort(t)
	l.openAt(t, name, d, port)
	return port
}

func (l *lab) openAt(t testing.TB, name string, d door, port int) {
	t.Helper()
	l.apply(t, l.inbound(t, name, d, port))
	change := vortex.UserChange{Upserts: []vortex.User{{ID: l.user, Device: l.device, Secret: d.secret}}}
	if err := l.engine.ChangeUsers(t.Context(), name, change); err != nil {
		t.Fatal(err)
	}
}

func (l *lab) inbound(t testing.TB, name string, d door, port int) vortex.Inbound {
	t.Helper()
	config, err := json.Marshal(object{
		"tag": name, "protocol": d.protocol, "listen": "127.0.0.1", "port": port, "allowPrivate": !l.confined,
		"settings": d.settings, "streamSettings": or(d.stream, object{"network": "raw"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return vortex.Inbound{Tag: name, Protocol: d.protocol, CoefficientMilli: 1000, Config: config}
}

func (l *lab) apply(t testing.TB, inbounds ...vortex.Inbound) {
	t.Helper()
	if err := l.engine.Apply(t.Context(), inbounds); err != nil {
		t.Fatal(err)
	}
}

// second lets another user in at an open door.
func (l *lab) second(t testing.TB, name, secret string) (user, device account.ID) {
	t.Helper()
	user, device = uuid.New(), uuid.New()
	if err := l.book.SetUser(user, account.Limits{}); err != nil {
		t.Fatal(err)
	}
	change := vortex.UserChange{Upserts: []vortex.User{{ID: user, Device: device, Secret: secret}}}
	if err := l.engine.ChangeUsers(t.Context(), name, change); err != nil {
		t.Fatal(err)
	}
	return user, device
}

// socksThrough opens the door, and answers with the port of a stock client that goes through it.
func (l *lab) socksThrough(t testing.TB, name string, d door) int {
	t.Helper()
	return d.comeThrough(t, l.open(t, name, d))
}

// comeThrough starts a stock client of the door on the port, and answers with the client's own.
func (d door) comeThrough(t testing.TB, port int) int {
	t.Helper()
	d.skipWithCheckedPointers(t)
	socks := peer.FreePort(t)
	settings := object{"address": "127.0.0.1", "port": port}
	for key, value := range d.client {
		settings[key] = value
	}
	peer.Xray(t, object{
		"log":       object{"loglevel": "warning"},
		"inbounds":  []object{{"protocol": "socks", "listen": "127.0.0.1", "port": socks, "settings": object{"udp": true}}},
		"outbounds": []object{{"protocol": d.protocol, "settings": settings, "streamSettings": or(d.dial, or(d.stream, object{"network": "raw"}))}},
	})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := peer.WaitForTCP(ctx, socks); err != nil {
		t.Fatal(err)
	}
	return socks
}

// through opens the door, and answers with a dialer of a stock client that goes through it.
func (l *lab) through(t testing.TB, name string, d door) proxy.Dialer {
	t.Helper()
	return dialer(t, l.socksThrough(t, name, d))
}

// throughAll opens several doors, and answers with a dialer through each.
func (l *lab) throughAll(t testing.TB, all map[string]door, names []string) []proxy.Dialer {
	t.Helper()
	inbounds, through := make([]vortex.Inbound, len(names)), make([]proxy.Dialer, len(names))
	at := make([]int, len(names))
	for n, name := range names {
		at[n] = peer.FreePort(t)
		inbounds[n] = l.inbound(t, name, all[name], at[n])
	}
	l.apply(t, inbounds...)
	for n, name := range names {
		change := vortex.UserChange{Upserts: []vortex.User{{ID: l.user, Device: l.device, Secret: all[name].secret}}}
		if err := l.engine.ChangeUsers(t.Context(), name, change); err != nil {
			t.Fatal(err)
		}
		through[n] = dialer(t, all[name].comeThrough(t, at[n]))
	}
	return through
}

func dialer(t testing.TB, socks int) proxy.Dialer {
	t.Helper()
	made, err := proxy.SOCKS5("tcp", fmt.Sprintf("127.0.0.1:%d", socks), nil, proxy.Direct)
	if err != nil {
		t.Fatal(err)
	}
	return made
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

func echo(t testing.TB) target {
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
	const moment = 3 * time.Second
	_ = raw.SetReadDeadline(time.Now().Add(moment))
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

func (l *lab) usage(t testing.TB) []account.Usage {
	t.Helper()
	usage, err := l.book.Usage()
	if err != nil {
		t.Fatal(err)
	}
	return usage
}

func waitFor(t testing.TB, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain")
		}
	}
}
