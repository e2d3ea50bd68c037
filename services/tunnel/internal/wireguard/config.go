// Package wireguard serves WireGuard from this process: a userspace device whose packets meet the internet in a network
// stack of our own, so that it needs no privilege.
package wireguard

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"

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
	// MTUBytes of the tunnel. 0: 1420, which fits into 1500 with WireGuard's headers over IPv6.
	MTUBytes int `json:"mtuBytes,omitempty"`
	// AllowPrivate lets users reach private and local addresses from the node's place.
	AllowPrivate bool `json:"allowPrivate,omitempty"`
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
	}
	return config, nil
}

func (c Config) check() error {
	if _, err := keyInHex(c.PrivateKey); err != nil {
		return fmt.Errorf("privateKey: %w", err)
	}
	if c.Port == 0 {
		return errors.New("port: required")
	}
	if c.MTUBytes != 0 && (c.MTUBytes < leastMTU || c.MTUBytes > mostMTU) {
		return fmt.Errorf("mtuBytes: from %d to %d", leastMTU, mostMTU)
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

// inPools tells whether the address belongs to the tunnel.
func (c Config) inPools(address netip.Addr) bool {
	for _, pool := range c.Pools {
		if pool.Contains(address) {
			return true
		}
	}
	return false
}

// keyInHex is how the device takes a key.
func keyInHex(text string) (string, error) {
	const keyBytes = 32
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(key) != keyBytes {
		return "", errors.New("a key is 32 bytes in base64")
	}
	return hex.EncodeToString(key), nil
}
