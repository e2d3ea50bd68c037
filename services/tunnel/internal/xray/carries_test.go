package xray

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"crypto/ecdh"

	"github.com/google/uuid"
	"golang.org/x/net/proxy"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/peer"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

type object = map[string]any

// door is an inbound and how a stock client comes through it.
type door struct {
	protocol string
	settings object // of the inbound
	stream   object // of the inbound
	secret   string
	client   object // outbound settings
	dial     object // outbound stream settings; the inbound's by default
}

func doors(t *testing.T) map[string]door {
	t.Helper()
	id, password := uuid.NewString(), "correct horse"
	key := func(length int) string {
		bytes := make([]byte, length)
		_, _ = rand.Read(bytes)
		return base64.StdEncoding.EncodeToString(bytes)
	}
	server, user := key(16), key(16)
	certificate := selfSigned(t)
	tlsServer := object{"certificates": []object{certificate.asXray()}}
	tlsClient := object{"serverName": "node.test", "pinnedPeerCertSha256": certificate.fingerprint()}
	vless := object{"decryption": "none"}
	vlessUser := object{"id": id, "encryption": "none"}
	secured := func(network string, more object) (object, object) {
		in := object{"network": network, "security": "tls", "tlsSettings": tlsServer}
		out := object{"network": network, "security": "tls", "tlsSettings": tlsClient}
		for name, value := range more {
			in[name], out[name] = value, value
		}
		return in, out
	}
	wsIn, wsOut := secured("ws", object{"wsSettings": object{"path": "/ws"}})
	grpcIn, grpcOut := secured("grpc", object{"grpcSettings": object{"serviceName": "tunnel"}})
	xhttpIn, xhttpOut := secured("xhttp", object{"xhttpSettings": object{"path": "/x"}})
	tlsIn, tlsOut := secured("raw", nil)
	realityIn, realityOut := reality(t)
	hyIn := object{"network": "hysteria", "security": "tls", "tlsSettings": object{"certificates": tlsServer["certificates"], "alpn": []string{"h3"}}, "hysteriaSettings": object{"version": 2}}
	hyOut := object{"network": "hysteria", "security": "tls", "tlsSettings": object{"serverName": "node.test", "pinnedPeerCertSha256": certificate.fingerprint(), "alpn": []string{"h3"}}, "hysteriaSettings": object{"version": 2, "auth": password}}
	vision := object{"id": id, "encryption": "none", "flow": "xtls-rprx-vision"}
	return map[string]door{
		"vless-raw":            {protocol: "vless", settings: vless, secret: id, client: vlessUser},
		"vless-tls-vision":     {protocol: "vless", settings: object{"decryption": "none", "flow": "xtls-rprx-vision"}, stream: tlsIn, dial: tlsOut, secret: id, client: vision},
		"vless-reality-vision": {protocol: "vless", settings: object{"decryption": "none", "flow": "xtls-rprx-vision"}, stream: realityIn, dial: realityOut, secret: id, client: vision},
		"vless-ws-tls":         {protocol: "vless", settings: vless, stream: wsIn, dial: wsOut, secret: id, client: vlessUser},
		"vless-grpc-tls":       {protocol: "vless", settings: vless, stream: grpcIn, dial: grpcOut, secret: id, client: vlessUser},
		"vless-xhttp-tls":      {protocol: "vless", settings: vless, stream: xhttpIn, dial: xhttpOut, secret: id, client: vlessUser},
		"vmess-raw":            {protocol: "vmess", settings: object{}, secret: id, client: object{"id": id, "security": "auto"}},
		"trojan-tls":           {protocol: "trojan", settings: object{}, stream: tlsIn, dial: tlsOut, secret: password, client: object{"password": password}},
		"shadowsocks":          {protocol: "shadowsocks", settings: object{"method": "aes-256-gcm", "network": "tcp,udp", "clients": []any{}}, secret: password, client: object{"method": "aes-256-gcm", "password": password}},
		"shadowsocks-2022":     {protocol: "shadowsocks", settings: object{"method": "2022-blake3-aes-128-gcm", "password": server, "network": "tcp,udp", "clients": []any{}}, secret: user, client: object{"method": "2022-blake3-aes-128-gcm", "password": server + ":" + user}},
		"hysteria2":            {protocol: "hysteria", settings: object{"version": 2}, stream: hyIn, dial: hyOut, secret: password, client: object{"version": 2}},
	}
}

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
	engine, err := New(book, Settings{})
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
		"tag": name, "protocol": d.protocol, "listen": "127.0.0.1", "port": port,
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
	ended   chan struct{} // one for each connection that is over
}

func echo(t *testing.T) target {
	t.Helper()
	certificate := selfSigned(t)
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{certificate.pair}, MinVersion: tls.VersionTLS13})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	started := target{listener.Addr().String(), make(chan struct{}, 100)}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				_, _ = io.Copy(conn, conn)
				_ = conn.Close()
				started.ended <- struct{}{}
			}()
		}
	}()
	return started
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

func TestEveryDoorCarriesAndCountsToTheByte(t *testing.T) {
	for name, d := range doors(t) {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, account.Limits{})
			raw, err := l.through(t, name, d).Dial("tcp", echo(t).address)
			if err != nil {
				t.Fatal(err)
			}
			passed := &counted{Conn: raw}
			conn := tls.Client(passed, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
			const sent = 3 << 20
			var writing sync.WaitGroup
			writing.Go(func() { _, _ = io.CopyN(conn, rand.Reader, sent) })
			if n, err := io.CopyN(io.Discard, conn, sent); err != nil {
				t.Fatalf("got %d bytes back, then %v", n, err)
			}
			writing.Wait() // or its last bytes are counted by us only after they came back
			_ = conn.Close()
			waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
			usage := l.usage(t)
			if len(usage) != 1 || usage[0].Inbound != name || usage[0].User != l.user || usage[0].Device != l.device {
				t.Fatalf("counted as %+v", usage)
			}
			// The record that closes TLS has been seen to be missing from what we say we wrote: 24 bytes, never another number.
			const closing = 24
			written := passed.written.Load()
			if up := usage[0].UplinkBytes; (up != written && up != written+closing) || usage[0].DownlinkBytes < passed.read.Load() {
				t.Errorf("counted %d up and %d down, passed %d and %d", up, usage[0].DownlinkBytes, written, passed.read.Load())
			}
			// What the target sent after the client had closed is counted, and was not read any more.
			if over := usage[0].DownlinkBytes - passed.read.Load(); over > 100 {
				t.Errorf("counted %d bytes down that nobody got", over)
			}
		})
	}
}

func TestALeaseEndsConnectionsOfEveryDoor(t *testing.T) {
	const lease = 1 << 20
	for name, d := range doors(t) {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, account.Limits{Lease: &account.Lease{UntilBytes: lease}})
			server := echo(t)
			raw, err := l.through(t, name, d).Dial("tcp", server.address)
			if err != nil {
				t.Fatal(err)
			}
			passed := &counted{Conn: raw}
			conn := tls.Client(passed, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
			go func() { _, _ = io.Copy(conn, rand.Reader) }()
			go func() { _, _ = io.Copy(io.Discard, conn) }()
			<-server.ended
			waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
			_ = raw.Close()
			if got := passed.read.Load(); got > lease {
				t.Errorf("got %d bytes of a lease of %d", got, lease)
			}
			if charged := l.book.ChargedBytes(l.user); charged > lease || charged < lease-2*chunkBytes {
				t.Errorf("charged %d of a lease of %d", charged, lease)
			}
		})
	}
}

func TestRemovingAUserEndsItsConnectionsAtEveryDoor(t *testing.T) {
	for name, d := range doors(t) {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, account.Limits{})
			dialer := l.through(t, name, d)
			server := echo(t)
			raw, err := dialer.Dial("tcp", server.address)
			if err != nil {
				t.Fatal(err)
			}
			conn := tls.Client(raw, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
			if _, err := conn.Write([]byte("hello")); err != nil {
				t.Fatal(err)
			}
			if _, err := io.ReadFull(conn, make([]byte, 5)); err != nil {
				t.Fatal(err)
			}
			l.book.RemoveUser(l.user)
			change := vortex.UserChange{Removed: []vortex.DeviceKey{{ID: l.user, Device: l.device}}}
			if err := l.engine.ChangeUsers(t.Context(), name, change); err != nil {
				t.Fatal(err)
			}
			<-server.ended
			waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
			_ = raw.Close()
			if again, err := dialer.Dial("tcp", server.address); err == nil {
				// A client may not notice that it is refused.
				_ = again.SetDeadline(time.Now().Add(time.Second))
				if err := tls.Client(again, &tls.Config{InsecureSkipVerify: true}).Handshake(); err == nil {
					t.Error("a removed user gets through")
				}
			}
		})
	}
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

type certificate struct {
	pair     tls.Certificate
	cert     []byte
	key      []byte
	original []byte
}

func selfSigned(t *testing.T) certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "node.test"}, DNSNames: []string{"node.test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return certificate{
		pair:     tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key},
		cert:     pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		key:      pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}),
		original: der,
	}
}

func (c certificate) asXray() object {
	lines := func(text []byte) []string { return strings.Split(strings.TrimSpace(string(text)), "\n") }
	return object{"certificate": lines(c.cert), "key": lines(c.key)}
}

// reality is a REALITY server that borrows the handshake of a TLS server of this test, and a client that knows its key.
func reality(t *testing.T) (in, out object) {
	t.Helper()
	key, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	in = object{"network": "raw", "security": "reality", "realitySettings": object{
		"target": echo(t).address, "serverNames": []string{"node.test"}, "privateKey": encode(key.Bytes()), "shortIds": []string{"0123abcd"},
	}}
	out = object{"network": "raw", "security": "reality", "realitySettings": object{
		"serverName": "node.test", "publicKey": encode(key.PublicKey().Bytes()), "shortId": "0123abcd", "fingerprint": "chrome",
	}}
	return in, out
}

// fingerprint is how a client pins the certificate.
func (c certificate) fingerprint() string {
	sum := sha256.Sum256(c.original)
	return hex.EncodeToString(sum[:])
}
