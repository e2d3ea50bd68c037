package main

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/netip"
	"testing"
	"time"

	wireguard "golang.zx2c4.com/wireguard/device"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

func wireguardKeys(t *testing.T) (private, public string) {
	t.Helper()
	key, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.StdEncoding.EncodeToString
	return encode(key.Bytes()), encode(key.PublicKey().Bytes())
}

func TestWireGuardIsServedBesideXrayAndAfterARestart(t *testing.T) {
	here, target, port, xrayPort := newPlace(t), newInternet(t), peer.FreePort(t), peer.FreePort(t)
	e := here.start(t)
	nodePrivate, nodePublic := wireguardKeys(t)
	ownPrivate, ownPublic := wireguardKeys(t)
	config, _ := json.Marshal(map[string]any{ // of strings and numbers
		"privateKey": nodePrivate, "port": port, "pools": []string{"10.8.0.0/24", "fd00:8::/64"}, "allowPrivate": true, "datapath": "netstack",
	})
	e.apply(t, vless("door", xrayPort), &tunnelv1.TunnelInbound{Tag: "wg", Protocol: "wireguard", Config: string(config)})
	user, secret := newUser("door")
	device := user.Devices[0]
	device.Access = append(device.Access, &tunnelv1.InboundAccess{
		InboundTag: "wg", Secret: ownPublic, TunnelAddresses: []string{"10.8.0.2", "fd00:8::2"},
	})
	e.snapshot(t, 1, user)
	connect(t, client(t, xrayPort, secret), target)
	throughWireGuard := func(port int) *peer.WireGuardClient {
		t.Helper()
		wg := peer.WireGuard(t, peer.WireGuardKeys{Private: ownPrivate, Node: nodePublic}, port, netip.MustParseAddr("10.8.0.2"), netip.MustParseAddr("fd00:8::2"))
		conn, err := wg.DialTCPAddrPort(echoBesideLoopback(t))
		if err == nil {
			defer func() { _ = conn.Close() }()
			err = ping(conn)
		}
		if err != nil {
			t.Fatal(err)
		}
		return wg
	}
	on, toNode := peer.TapPackets(t, port)
	first := throughWireGuard(on.Port)
	counted := func(enough func(bytes uint64) bool) (bytes uint64) {
		t.Helper()
		e.usage(t, user.Id, func(c *tunnelv1.UsageCounter) bool {
			bytes = c.UplinkBytes + c.DownlinkBytes
			return c.InboundTag == "wg" && enough(bytes)
		})
		return bytes
	}
	counted(func(bytes uint64) bool { return bytes > 0 })
	first.Close()
	e.kill()
	e = here.start(t)
	began, before := time.Now(), counted(func(uint64) bool { return true })
	// What was said to the process that was killed opens nothing: this one answers a handshake, but nobody has its keys.
	for _, message := range on.Heard() {
		_, _ = toNode.Write(message)
	}
	time.Sleep(wireguard.HandshakeInitationRate) // as long as a handshake after that one of the same peer would be refused
	// A client that was there when the node was killed notices after fifteen seconds of silence (KEEPALIVE_TIMEOUT and
	// REKEY_TIMEOUT); one that shakes hands is served at once.
	second := throughWireGuard(port)
	t.Logf("served again %v after the start", time.Since(began).Round(time.Millisecond))
	counted(func(bytes uint64) bool { return bytes == before+second.Sent.Load()+second.Received.Load() })

	// The next process takes its port when this one has left it, and a process that fails to leaves it served.
	failing := here.command("--take-over", "--ledger", here.folder)
	if said, err := failing.CombinedOutput(); err == nil {
		t.Fatalf("it took over: %s", said)
	}
	waitFor(t, "the inbounds are open again", func() bool {
		health, err := e.GetHealth(t.Context(), &tunnelv1.GetHealthRequest{})
		return err == nil && health.Inbounds == 2
	})
	throughWireGuard(port)
	here.takeOver(t, e)
	throughWireGuard(port)
}

// echoBesideLoopback listens on an address that an IP packet may carry.
func echoBesideLoopback(t *testing.T) netip.AddrPort {
	t.Helper()
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range addresses {
		prefix, err := netip.ParsePrefix(each.String())
		if err != nil || !prefix.Addr().Is4() || prefix.Addr().IsLoopback() {
			continue
		}
		listener, err := net.Listen("tcp", netip.AddrPortFrom(prefix.Addr(), 0).String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = listener.Close() })
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				go func() { _, _ = io.Copy(conn, conn); _ = conn.Close() }()
			}
		}()
		return netip.AddrPortFrom(prefix.Addr(), uint16(listener.Addr().(*net.TCPAddr).Port))
	}
	t.Fatal("this machine has no IPv4 address beside the loopback's")
	return netip.AddrPort{}
}
