package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/net/proxy"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	commonv1 "vortexpanel.dev/contracts/gen/go/vortex/common/v1"
	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
	"vortexpanel.dev/tunnel/internal/races"
)

// The program of the tests is vortex-tunnel too, when it is told so.
const asProgram = "VORTEX_TUNNEL_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	races.SetAside()
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

const patience = 30 * time.Second

// place is where an engine keeps its files; engines that follow each other share one.
type place struct {
	folder  string
	metrics int
}

func newPlace(t *testing.T) place { return place{t.TempDir(), peer.FreePort(t)} }

func (p place) path(name string) string { return filepath.Join(p.folder, name) }

// engine is a process of vortex-tunnel.
type engine struct {
	tunnelv1.TunnelServiceClient
	process *os.Process
	said    *output
	ended   chan struct{}
	exit    error
}

// command of an engine of the place; what comes later in its arguments counts.
func (p place) command(more ...string) *exec.Cmd {
	command := exec.Command(os.Args[0], append([]string{
		"--socket", p.path("socket"), "--state", p.path("state"), "--ledger", p.path("ledger"),
		"--metrics-address", fmt.Sprintf("127.0.0.1:%d", p.metrics),
	}, more...)...)
	command.Env = append(os.Environ(), asProgram+"=1")
	return command
}

func (p place) start(t *testing.T, more ...string) *engine {
	t.Helper()
	command := p.command(more...)
	said := &output{}
	command.Stdout, command.Stderr = said, said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	e := &engine{process: command.Process, said: said, ended: make(chan struct{})}
	go func() {
		e.exit = command.Wait()
		close(e.ended)
	}()
	t.Cleanup(func() {
		e.kill()
		if strings.Contains(said.String(), "DATA RACE") {
			t.Error("the race detector found something") // its exit code is lost with the kill
		}
		if t.Failed() {
			t.Logf("vortex-tunnel said:\n%s", said.String())
		}
	})
	conn, err := grpc.NewClient(
		"unix:"+p.path("socket"), grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithConnectParams(grpc.ConnectParams{Backoff: backoff.Config{BaseDelay: 10 * time.Millisecond, MaxDelay: 10 * time.Millisecond}}),
	)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	e.TunnelServiceClient = tunnelv1.NewTunnelServiceClient(conn)
	waitFor(t, "the engine answers", func() bool {
		select {
		case <-e.ended:
			t.Fatalf("vortex-tunnel ended: %v\n%s", e.exit, said.String())
		default:
		}
		_, err := e.Hello(t.Context(), &tunnelv1.HelloRequest{})
		return err == nil
	})
	return e
}

// kill ends the process as a power cut would.
func (e *engine) kill() {
	_ = e.process.Signal(syscall.SIGKILL)
	<-e.ended
}

func vless(tag string, port int) *tunnelv1.TunnelInbound {
	config, _ := json.Marshal(map[string]any{ // of constants and numbers
		"tag": tag, "protocol": "vless", "listen": "127.0.0.1", "port": port, "allowPrivate": true,
		"settings": map[string]any{"decryption": "none"}, "streamSettings": map[string]any{"network": "raw"},
	})
	return &tunnelv1.TunnelInbound{Tag: tag, Protocol: "vless", Config: string(config)}
}

func newUser(tags ...string) (user *tunnelv1.TunnelUser, secret string) {
	secret = uuid.NewString()
	device := &tunnelv1.TunnelDevice{Id: uuid.NewString()}
	for _, tag := range tags {
		device.Access = append(device.Access, &tunnelv1.InboundAccess{InboundTag: tag, Secret: secret})
	}
	return &tunnelv1.TunnelUser{Id: uuid.NewString(), Devices: []*tunnelv1.TunnelDevice{device}}, secret
}

func (e *engine) apply(t *testing.T, inbounds ...*tunnelv1.TunnelInbound) *tunnelv1.Applied {
	t.Helper()
	applied, err := e.Apply(t.Context(), &tunnelv1.ApplyRequest{Inbounds: inbounds})
	if err != nil {
		t.Fatal(err)
	}
	return applied
}

func (e *engine) snapshot(t *testing.T, revision int64, users ...*tunnelv1.TunnelUser) {
	t.Helper()
	applied, err := e.ApplyUsers(t.Context(), &tunnelv1.ApplyUsersRequest{
		Generation: "one", ToRevision: revision, Snapshot: true, Upserts: users,
	})
	if err != nil || len(applied.Problems) > 0 {
		t.Fatal(applied, err)
	}
}

// client is a stock Xray that comes through an inbound of VLESS.
func client(t *testing.T, port int, secret string) proxy.Dialer {
	t.Helper()
	return clientOf(t, "vless", map[string]any{"address": "127.0.0.1", "port": port, "id": secret, "encryption": "none"})
}

func clientOf(t *testing.T, protocol string, settings map[string]any) proxy.Dialer {
	t.Helper()
	socks := peer.FreePort(t)
	peer.Xray(t, map[string]any{
		"log":       map[string]any{"loglevel": "warning"},
		"inbounds":  []any{map[string]any{"protocol": "socks", "listen": "127.0.0.1", "port": socks}},
		"outbounds": []any{map[string]any{"protocol": protocol, "settings": settings}},
	})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
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

// internet is a server that sends back what it gets.
type internet struct {
	address        string
	read, written  atomic.Uint64
	opened, closed atomic.Int64
}

func newInternet(t *testing.T) *internet {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	i := &internet{address: listener.Addr().String()}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			i.opened.Add(1)
			go i.echo(conn)
		}
	}()
	return i
}

func (i *internet) echo(conn net.Conn) {
	defer i.closed.Add(1)
	defer func() { _ = conn.Close() }()
	buffer := make([]byte, 32<<10)
	for {
		n, err := conn.Read(buffer)
		i.read.Add(uint64(n))
		if err != nil {
			return
		}
		n, err = conn.Write(buffer[:n])
		i.written.Add(uint64(n))
		if err != nil {
			return
		}
	}
}

// ping tells whether a byte gets through and back.
func ping(conn net.Conn) error {
	_ = conn.SetDeadline(time.Now().Add(patience))
	if _, err := conn.Write([]byte{1}); err != nil {
		return err
	}
	_, err := io.ReadFull(conn, make([]byte, 1))
	return err
}

func connect(t *testing.T, through proxy.Dialer, to *internet) net.Conn {
	t.Helper()
	conn, err := through.Dial("tcp", to.address)
	if err == nil {
		t.Cleanup(func() { _ = conn.Close() })
		err = ping(conn)
	}
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// gone waits until the other side has closed the connection.
func gone(t *testing.T, conn net.Conn) {
	t.Helper()
	_ = conn.SetDeadline(time.Now().Add(patience))
	_, err := io.Copy(io.Discard, conn)
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		t.Fatal("the connection stays open")
	}
}

func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// detail is what a failed call said beyond its status.
func detail(t *testing.T, trailer metadata.MD) *commonv1.ErrorDetail {
	t.Helper()
	said := &commonv1.ErrorDetail{}
	values := trailer.Get("vortex-error-bin")
	if len(values) != 1 {
		t.Fatalf("the failure has %d details", len(values))
	}
	if err := proto.Unmarshal([]byte(values[0]), said); err != nil {
		t.Fatal(err)
	}
	return said
}

// usage follows the stream until enough says so of a counter of the user.
func (e *engine) usage(t *testing.T, user string, enough func(*tunnelv1.UsageCounter) bool) *tunnelv1.UsageCounter {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	stream, err := e.StreamUsage(ctx, &tunnelv1.StreamUsageRequest{IntervalMs: 100})
	if err != nil {
		t.Fatal(err)
	}
	var last *tunnelv1.UsageCounter
	for {
		report, err := stream.Recv()
		if err != nil {
			t.Fatalf("the usage stream: %v; the last was %v", err, last)
		}
		for _, counter := range report.Counters {
			if counter.UserId != user {
				continue
			}
			if last = counter; enough(last) {
				return last
			}
		}
	}
}
