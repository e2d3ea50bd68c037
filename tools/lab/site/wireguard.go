package site

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/peer"
)

// WireGuardTag names the WireGuard inbound.
const WireGuardTag = "wireguard"

// WireGuardPort of the node, UDP.
const WireGuardPort = 51820

// The tunnel's networks. A user of the number n has the host n + 1 of both.
var wireGuardPools = []string{"10.66.0.0/16", "fd66::/64"}

type wireGuard struct{ private, public string }

func newWireGuard() (*wireGuard, error) {
	private, public, err := newKeys()
	return &wireGuard{private, public}, err
}

func newKeys() (private, public string, err error) {
	key, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return "", "", err
	}
	encode := base64.StdEncoding.EncodeToString
	return encode(key.Bytes()), encode(key.PublicKey().Bytes()), nil
}

func (w *wireGuard) inbound() *tunnelv1.TunnelInbound {
	config, _ := json.Marshal(map[string]any{ // of strings and numbers
		"privateKey": w.private, "port": WireGuardPort, "pools": wireGuardPools,
	})
	return &tunnelv1.TunnelInbound{Tag: WireGuardTag, Protocol: "wireguard", Config: string(config)}
}

type wireGuardDevice struct {
	private, public string
	ipv4, ipv6      netip.Addr
}

func newWireGuardDevice(number int) (wireGuardDevice, error) {
	private, public, err := newKeys()
	host := number + 1
	return wireGuardDevice{
		private, public, netip.AddrFrom4([4]byte{10, 66, byte(host >> 8), byte(host)}),
		netip.MustParseAddr(fmt.Sprintf("fd66::%x", host)),
	}, err
}

func (d wireGuardDevice) access() *tunnelv1.InboundAccess {
	return &tunnelv1.InboundAccess{InboundTag: WireGuardTag, Secret: d.public, TunnelAddresses: []string{d.ipv4.String(), d.ipv6.String()}}
}

// WireGuardProgram is a userspace WireGuard on a TUN of the client.
type WireGuardProgram struct {
	Name  string
	build func() (string, error)
}

// WireGuardPrograms there are.
var WireGuardPrograms = []WireGuardProgram{
	{"wireguard-go of Debian", func() (string, error) { return exec.LookPath("wireguard-go") }},
	{"wireguard-go", peer.WireGuardGo.Build},
}

// Tunnel starts a WireGuard client as a user on a client machine: a TUN with the user's addresses, and routes to the
// internet through it.
func (s *Site) Tunnel(ctx context.Context, program WireGuardProgram, in *netlab.Namespace, user *User) (*Way, error) {
	name, _, err := s.startDevice(ctx, program, in)
	if err != nil {
		return nil, err
	}
	if err := s.configure(ctx, in, name, "private_key", user.wire.private, "peer", s.wireguard.public,
		"endpoint", netip.AddrPortFrom(in.Node4, WireGuardPort).String(), "allowed-ips", "0.0.0.0/0,::/0"); err != nil {
		return nil, err
	}
	if err := raiseDevice(ctx, in, name, user.wire.ipv4.String()+"/32", user.wire.ipv6.String()+"/128"); err != nil {
		return nil, err
	}
	if err := s.lead(ctx, in, name, s.Internet.IPv4, s.Internet.IPv6); err != nil {
		return nil, err
	}
	return &Way{Door: WireGuardTag, LargestPacket: 4000, in: in, Device: name}, nil
}

// lead makes targets be reached through a device, and makes sure that they are.
func (s *Site) lead(ctx context.Context, in *netlab.Namespace, name string, targets ...netip.Addr) error {
	for _, target := range targets {
		if _, err := in.Run(ctx, "ip", "route", "add", target.String(), "dev", name); err != nil {
			return err
		}
		if device, err := in.RouteTo(target); err != nil || device != name {
			return fmt.Errorf("%s leaves through %q and not the tunnel: %w", target, device, err)
		}
	}
	return nil
}

var devices atomic.Int64

// startDevice starts a userspace device, and waits until it can be configured.
func (s *Site) startDevice(ctx context.Context, program WireGuardProgram, in *netlab.Namespace) (name string, process *peer.Process, err error) {
	if err := netlab.Need("wireguard-go", "wg"); err != nil {
		return "", nil, err
	}
	path, err := program.build()
	if err != nil {
		return "", nil, err
	}
	// Its socket is in a folder that all namespaces share.
	name = fmt.Sprintf("w%s.%d", strconv.FormatInt(int64(os.Getpid()), 36), devices.Add(1))
	process, err = peer.Start(in, path, nil, "--foreground", name)
	if err != nil {
		return "", nil, err
	}
	socket := filepath.Join("/var/run/wireguard", name+".sock")
	s.mu.Lock()
	s.closers = append(s.closers, func() { process.Kill(); _ = os.Remove(socket) })
	s.mu.Unlock()
	for {
		if _, err := os.Stat(socket); err == nil {
			return name, process, nil
		}
		select {
		case <-process.Ended():
			return "", nil, fmt.Errorf("%s ended: %w\n%s", program.Name, process.Err(), process.Said())
		case <-ctx.Done():
			return "", nil, ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// configure is `wg set`, whose private key must come from a file.
func (s *Site) configure(ctx context.Context, in *netlab.Namespace, name string, words ...string) error {
	for n, word := range words {
		if word != "private_key" {
			continue
		}
		file := filepath.Join(s.folder, name+".key")
		if err := os.WriteFile(file, []byte(words[n+1]), 0o600); err != nil {
			return err
		}
		words = append(words[:n:n], append([]string{"private-key", file}, words[n+2:]...)...)
		break
	}
	_, err := in.Run(ctx, "wg", append([]string{"set", name}, words...)...)
	return err
}

func raiseDevice(ctx context.Context, in *netlab.Namespace, name string, addresses ...string) error {
	for _, address := range addresses {
		if _, err := in.Run(ctx, "ip", "address", "add", address, "dev", name); err != nil {
			return err
		}
	}
	_, err := in.Run(ctx, "ip", "link", "set", "mtu", "1420", "up", "dev", name)
	return err
}
