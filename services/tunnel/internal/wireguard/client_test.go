package wireguard

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/netip"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
	programs "vortexpanel.dev/tunnel/internal/peer"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

const (
	tag      = "door"
	patience = 30 * time.Second
)

type keys struct{ private, public []byte }

func newKeys(t testing.TB) keys {
	t.Helper()
	key, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return keys{key.Bytes(), key.PublicKey().Bytes()}
}

var inBase64 = base64.StdEncoding.EncodeToString

type lab struct {
	book   *account.Book
	server vortex.Server
	node   keys
	port   int
	// options of its inbounds
	options []func(*Config)
	// amnezia are parameters of its clients.
	amnezia string
}

// paths are what is chosen among without a kernel that knows WireGuard.
var paths = []Datapath{DatapathTUN, DatapathStack}

// overEach runs a test over each data path.
func overEach(t *testing.T, test func(t *testing.T, by func(*Config))) {
	for _, path := range paths {
		t.Run(string(path), func(t *testing.T) { test(t, func(c *Config) { c.Datapath = path }) })
	}
}

// newLab opens an inbound; options change its configuration.
func newLab(t testing.TB, options ...func(*Config)) *lab {
	t.Helper()
	return newLabOver(t, newKernelLink, options...)
}

func newLabOver(t testing.TB, kernel func(string, int) (kernelDevice, error), options ...func(*Config)) *lab {
	t.Helper()
	world(t)
	ledger, err := account.OpenLedger(filepath.Join(t.TempDir(), "ledger"))
	if err != nil {
		t.Fatal(err)
	}
	l := &lab{book: account.NewBook(ledger), node: newKeys(t), port: programs.FreePort(t), options: options}
	server := newServer(l.book)
	server.kernel = kernel
	l.server = server
	t.Cleanup(func() {
		if err := l.server.Close(); err != nil {
			t.Error(err)
		}
		_ = ledger.Close()
	})
	l.apply(t, l.inbound(tag, l.port))
	return l
}

func (l *lab) inbound(tag string, port int, options ...func(*Config)) vortex.Inbound {
	given := Config{
		PrivateKey: inBase64(l.node.private), Port: uint16(port), Datapath: DatapathStack, UDPOffload: OffloadAuto,
		Pools: []netip.Prefix{netip.MustParsePrefix("10.8.0.0/24"), netip.MustParsePrefix("fd00:8::/64")},
	}
	for _, each := range slices.Concat(l.options, options) {
		each(&given)
	}
	config, _ := json.Marshal(given) // of strings and numbers
	return vortex.Inbound{Tag: tag, Protocol: "wireguard", CoefficientMilli: 1000, Config: config}
}

func (l *lab) apply(t testing.TB, inbounds ...vortex.Inbound) {
	t.Helper()
	if err := l.server.Apply(t.Context(), inbounds); err != nil {
		t.Fatal(err)
	}
}

// client is a device of a user, and the WireGuard on it.
type client struct {
	vortex.User
	*programs.WireGuardClient
}

// client adds the device number n of a user and starts it.
func (l *lab) client(t *testing.T, user account.ID, n int) *client {
	t.Helper()
	return l.clientAt(t, user, netip.MustParseAddr(fmt.Sprintf("10.8.0.%d", n)), netip.MustParseAddr(fmt.Sprintf("fd00:8::%d", n)))
}

func (l *lab) clientAt(t *testing.T, user account.ID, four, six netip.Addr) *client {
	t.Helper()
	own, shared := newKeys(t), make([]byte, 32)
	_, _ = rand.Read(shared)
	c := &client{User: vortex.User{
		ID: user, Device: uuid.New(), Secret: inBase64(own.public), PresharedKey: inBase64(shared),
		IPv4: four, IPv6: six,
	}}
	if err := l.server.ChangeUsers(t.Context(), tag, vortex.UserChange{Upserts: []vortex.User{c.User}}); err != nil {
		t.Fatal(err)
	}
	c.WireGuardClient = programs.WireGuard(t, programs.WireGuardKeys{
		Private: inBase64(own.private), Node: inBase64(l.node.public), Preshared: c.PresharedKey, Amnezia: l.amnezia,
	}, l.port, c.IPv4, c.IPv6)
	return c
}

func (l *lab) newUser(t testing.TB, limits account.Limits) account.ID {
	t.Helper()
	id := uuid.New()
	if err := l.book.SetUser(id, limits); err != nil {
		t.Fatal(err)
	}
	return id
}

// internet sends back what it gets over TCP and UDP, at an address of the internet of each kind. At port 9 of both it
// discards, and at 19 over TCP it sends without end.
func internet(t testing.TB) (four, six netip.AddrPort) {
	t.Helper()
	there := world(t)
	serve := func(at netip.Addr) netip.AddrPort {
		address := netip.AddrPortFrom(at, uint16(programs.FreePort(t)))
		err := there.in(func() error {
			listener, err := net.Listen("tcp", address.String())
			if err != nil {
				return err
			}
			packets, err := net.ListenPacket("udp", address.String())
			if err != nil {
				return err
			}
			t.Cleanup(func() { _, _ = listener.Close(), packets.Close() })
			go echoConnections(listener)
			go echoPackets(packets)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return address
	}
	return serve(beyond[0]), serve(beyond[1])
}

func echoConnections(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() { _, _ = io.Copy(conn, conn); _ = conn.Close() }()
	}
}

func echoPackets(packets net.PacketConn) {
	buffer := make([]byte, 2000)
	for {
		n, from, err := packets.ReadFrom(buffer)
		if err != nil {
			return
		}
		_, _ = packets.WriteTo(buffer[:n], from)
	}
}

func ask(conn net.Conn, question []byte, patience time.Duration) error {
	_ = conn.SetDeadline(time.Now().Add(patience))
	if _, err := conn.Write(question); err != nil {
		return err
	}
	_, err := io.ReadFull(conn, make([]byte, len(question)))
	return err
}

func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
