// Package wireguard serves WireGuard and AmneziaWG. Packets of peers meet the internet through a TUN of the machine, or in
// a network stack of this process where it has no privilege; or the kernel's WireGuard carries them.
package wireguard

import (
	"bytes"
	"crypto/ecdh"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"slices"

	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// Config of an inbound.
type Config struct {
	// PrivateKey of the node, in base64.
	PrivateKey string `json:"privateKey"`
	// Port, UDP, of all addresses of the node.
	Port uint16 `json:"port"`
	// Pools are the networks of the tunnel, at most one of IPv4 and one of IPv6, such as 10.8.0.0/16 and fd00:8::/64.
	Pools []netip.Prefix `json:"pools"`
	// MTUBytes of the tunnel. 0: 1420, which fits into 1500 with WireGuard's headers over IPv6, less AmneziaWG's own.
	MTUBytes int `json:"mtuBytes,omitempty"`
	// AllowPrivate lets users reach private addresses, the node's networks and the node itself.
	AllowPrivate bool `json:"allowPrivate,omitempty"`
	// AllowPeers lets users reach each other.
	AllowPeers bool `json:"allowPeers,omitempty"`
	// Datapath is how packets meet the internet.
	Datapath Datapath `json:"datapath,omitempty"`
	// UDPOffload is an off switch for what some kernels do wrong.
	UDPOffload UDPOffload `json:"udpOffload,omitempty"`
	// Amnezia makes it an inbound of AmneziaWG.
	Amnezia *Amnezia `json:"amnezia,omitempty"`
}

// Datapath is how packets of peers meet the internet.
type Datapath string

const (
	// DatapathAuto is a TUN where the process may make one, else the network stack.
	DatapathAuto Datapath = "auto"
	// DatapathKernel is the kernel's own WireGuard. It holds nobody to a speed: see docs/adr.
	DatapathKernel Datapath = "kernel"
	// DatapathTUN is a TUN of the machine with offloads, behind nftables; it needs CAP_NET_ADMIN.
	DatapathTUN Datapath = "tun"
	// DatapathStack is a network stack in this process, which needs no privilege.
	DatapathStack Datapath = "netstack"
)

// UnmarshalJSON implements json.Unmarshaler.
func (d *Datapath) UnmarshalJSON(given []byte) error {
	return oneOf(given, d, DatapathAuto, DatapathKernel, DatapathTUN, DatapathStack)
}

const (
	usualMTU = 1420
	leastMTU = 1280 // IPv6 works with no less (RFC 8200, 5)
	mostMTU  = 65000
)

func parse(given vortex.Inbound) (Config, error) {
	config := Config{}
	decoder := json.NewDecoder(bytes.NewReader(given.Config))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&config)
	if err == nil {
		err = config.check()
	}
	if err != nil {
		return Config{}, &vortex.InvalidInbound{Tag: given.Tag, Cause: err}
	}
	if config.MTUBytes == 0 {
		config.MTUBytes = usualMTU
		if config.Amnezia != nil {
			config.MTUBytes -= config.Amnezia.S4
		}
	}
	if config.Datapath == "" {
		config.Datapath = DatapathAuto
	}
	return config, nil
}

func (c Config) check() error {
	if _, err := keyOf(c.PrivateKey); err != nil {
		return fmt.Errorf("privateKey: %w", err)
	}
	if c.Port == 0 {
		return errors.New("port: required")
	}
	if c.MTUBytes != 0 && (c.MTUBytes < leastMTU || c.MTUBytes > mostMTU) {
		return fmt.Errorf("mtuBytes: from %d to %d", leastMTU, mostMTU)
	}
	if c.Amnezia != nil {
		if err := c.Amnezia.check(); err != nil {
			return fmt.Errorf("amnezia.%w", err)
		}
		if c.Datapath == DatapathKernel {
			return errors.New("amnezia: not of the kernel's WireGuard")
		}
	}
	families := map[bool]bool{}
	for _, pool := range c.Pools {
		if !pool.IsValid() || pool.Masked() != pool || families[pool.Addr().Is4()] {
			return fmt.Errorf("pools: %s is not a network, or the second of its kind", pool)
		}
		families[pool.Addr().Is4()] = true
	}
	if len(families) == 0 {
		return errors.New("pools: required")
	}
	return nil
}

// shares finds a network that overlaps with one of another inbound; the zero Prefix when there is none.
func (c Config) shares(other Config) netip.Prefix {
	for _, pool := range c.Pools {
		if slices.ContainsFunc(other.Pools, pool.Overlaps) {
			return pool
		}
	}
	return netip.Prefix{}
}

// keyBytes of every key of WireGuard.
const keyBytes = 32

type key [keyBytes]byte

func keyOf(text string) (key, error) {
	bytes, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(bytes) != keyBytes {
		return key{}, errors.New("a key is 32 bytes in base64")
	}
	return key(bytes), nil
}

// publicOf is the public key of a private one, in hex.
func publicOf(private key) (string, error) {
	secret, err := ecdh.X25519().NewPrivateKey(private[:])
	if err != nil {
		return "", fmt.Errorf("privateKey: %w", err)
	}
	return hex.EncodeToString(secret.PublicKey().Bytes()), nil
}

func (k key) hex() string { return hex.EncodeToString(k[:]) }
