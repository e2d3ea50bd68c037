package main

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"net/netip"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"
)

// subject is a protocol, and how many users it is tried with.
type subject struct {
	name, protocol string
	users          int
	secret         func() string
	// config of an inbound on the port.
	config func(port int) string
	// addressed: each user has an address in the tunnel.
	addressed bool
}

func subjects(most int) []subject {
	const peersOfADevice = 10_000
	return []subject{
		proxied("VLESS", "vless", `{"decryption":"none"}`, most, uuid.NewString),
		proxied("Trojan", "trojan", `{}`, most, uuid.NewString),
		proxied("VMess", "vmess", `{}`, most, uuid.NewString),
		proxied("Shadowsocks 2022", "shadowsocks", `{"method":"2022-blake3-aes-128-gcm","password":"`+key()+`"}`, most, key),
		{
			name: "WireGuard", protocol: "wireguard", users: min(most, peersOfADevice), secret: publicKey, addressed: true,
			config: func(port int) string {
				return fmt.Sprintf(`{"privateKey":%q,"port":%d,"pools":["10.64.0.0/16"],"datapath":"netstack"}`, inBase64(newKey().Bytes()), port)
			},
		},
	}
}

func proxied(name, protocol, settings string, users int, secret func() string) subject {
	return subject{name: name, protocol: protocol, users: users, secret: secret, config: func(port int) string {
		return fmt.Sprintf(
			`{"tag":%q,"protocol":%q,"listen":"127.0.0.1","port":%d,"allowPrivate":true,"settings":%s,"streamSettings":{"network":"raw"}}`,
			tag, protocol, port, settings)
	}}
}

const tag = "door"

func (s subject) inbound(port int) protocol.Inbound {
	return protocol.Inbound{Tag: tag, Protocol: s.protocol, CoefficientMilli: 1000, Config: json.RawMessage(s.config(port))}
}

// made are as many users, and one more.
func (s subject) made() []state.User {
	users := make([]state.User, s.users+1)
	for n := range users {
		access := state.Access{Inbound: tag, Secret: s.secret()}
		if s.addressed {
			const own = 2 // the network and the node
			four := [4]byte{10, 64}
			binary.BigEndian.PutUint16(four[2:], uint16(n+own))
			access.IPv4 = netip.AddrFrom4(four)
		}
		users[n] = state.User{ID: uuid.New(), Devices: []state.Device{{ID: uuid.New(), Access: []state.Access{access}}}}
	}
	return users
}

func inBase64(bytes []byte) string { return base64.StdEncoding.EncodeToString(bytes) }

// key of a user of Shadowsocks 2022.
func key() string {
	const bytes = 16
	made := make([]byte, bytes)
	_, _ = rand.Read(made)
	return inBase64(made)
}

func newKey() *ecdh.PrivateKey {
	made, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		panic(err) // never since Go 1.24
	}
	return made
}

func publicKey() string { return inBase64(newKey().PublicKey().Bytes()) }
