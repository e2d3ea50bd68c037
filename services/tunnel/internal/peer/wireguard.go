package peer

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/netip"
	"sync/atomic"
	"testing"

	"golang.zx2c4.com/wireguard/conn"
	"golang.zx2c4.com/wireguard/device"
	"golang.zx2c4.com/wireguard/tun"
	"golang.zx2c4.com/wireguard/tun/netstack"
)

// WireGuardClient is the upstream device with a network stack of its own.
type WireGuardClient struct {
	*netstack.Net
	// Bytes of inner IP packets.
	Sent, Received atomic.Uint64
	// Close ends it, for good.
	Close func()
}

// WireGuardKeys of a client, in base64 as people write them.
type WireGuardKeys struct {
	Private, Node, Preshared string
	// Amnezia are parameters of AmneziaWG, a line each such as "jc=4"; with them the client is its device.
	Amnezia string
}

// wireguardDevice is upstream's or AmneziaWG's.
type wireguardDevice interface {
	IpcSet(string) error
	Up() error
	Close()
}

// WireGuard starts a client of the node that listens on the port of loopback, and ends it with the test.
func WireGuard(t *testing.T, keys WireGuardKeys, port int, addresses ...netip.Addr) *WireGuardClient {
	t.Helper()
	const mtu = 1420
	network, stack, err := netstack.CreateNetTUN(addresses, nil, mtu)
	if err != nil {
		t.Fatal(err)
	}
	client := &WireGuardClient{Net: stack}
	var running wireguardDevice
	if keys.Amnezia == "" {
		running = device.NewDevice(&countedTUN{network, client}, conn.NewDefaultBind(), device.NewLogger(device.LogLevelSilent, ""))
	} else {
		running = amneziaDevice(t, &countedTUN{network, client})
	}
	t.Cleanup(running.Close)
	client.Close = running.Close
	config := fmt.Sprintf("private_key=%s\n"+keys.Amnezia+"public_key=%s\nendpoint=127.0.0.1:%d\nallowed_ip=0.0.0.0/0\nallowed_ip=::/0\n",
		inHex(t, keys.Private), inHex(t, keys.Node), port)
	if keys.Preshared != "" {
		config += fmt.Sprintf("preshared_key=%s\n", inHex(t, keys.Preshared))
	}
	if err = running.IpcSet(config); err == nil {
		err = running.Up()
	}
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func inHex(t *testing.T, key string) string {
	t.Helper()
	bytes, err := base64.StdEncoding.DecodeString(key)
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(bytes)
}

type countedTUN struct {
	tun.Device
	client *WireGuardClient
}

func (c *countedTUN) Read(buffers [][]byte, sizes []int, offset int) (int, error) {
	n, err := c.Device.Read(buffers, sizes, offset)
	for _, size := range sizes[:n] {
		c.client.Sent.Add(uint64(size))
	}
	return n, err
}

func (c *countedTUN) Write(buffers [][]byte, offset int) (int, error) {
	for _, buffer := range buffers {
		c.client.Received.Add(uint64(len(buffer) - offset))
	}
	return c.Device.Write(buffers, offset)
}
