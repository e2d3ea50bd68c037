package xray

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
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
	// streamsOnly: it carries no UDP.
	streamsOnly bool
}

func doors(t testing.TB) map[string]door {
	t.Helper()
	id, password := uuid.NewString(), "correct horse"
	key := func(length int) string {
		bytes := make([]byte, length)
		_, _ = rand.Read(bytes)
		return base64.StdEncoding.EncodeToString(bytes)
	}
	server, user, longServer, longUser := key(16), key(16), key(32), key(32)
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
	upgradeIn, upgradeOut := secured("httpupgrade", object{"httpupgradeSettings": object{"path": "/up"}})
	tlsIn, tlsOut := secured("raw", nil)
	decryption, encryption := encryptionKeys(t)
	login := object{"user": "ann", "pass": password}
	realityIn, realityOut := reality(t)
	hyIn := object{"network": "hysteria", "security": "tls", "tlsSettings": object{"certificates": tlsServer["certificates"], "alpn": []string{"h3"}}, "hysteriaSettings": object{"version": 2}}
	hyOut := object{"network": "hysteria", "security": "tls", "tlsSettings": object{"serverName": "node.test", "pinnedPeerCertSha256": certificate.fingerprint(), "alpn": []string{"h3"}}, "hysteriaSettings": object{"version": 2, "auth": password}}
	vision := object{"id": id, "encryption": "none", "flow": "xtls-rprx-vision"}
	return map[string]door{
		"vless-raw":             {protocol: "vless", settings: vless, secret: id, client: vlessUser},
		"vless-tls-vision":      {protocol: "vless", settings: object{"decryption": "none", "flow": "xtls-rprx-vision"}, stream: tlsIn, dial: tlsOut, secret: id, client: vision},
		"vless-reality-vision":  {protocol: "vless", settings: object{"decryption": "none", "flow": "xtls-rprx-vision"}, stream: realityIn, dial: realityOut, secret: id, client: vision},
		"vless-ws-tls":          {protocol: "vless", settings: vless, stream: wsIn, dial: wsOut, secret: id, client: vlessUser},
		"vless-grpc-tls":        {protocol: "vless", settings: vless, stream: grpcIn, dial: grpcOut, secret: id, client: vlessUser},
		"vless-xhttp-tls":       {protocol: "vless", settings: vless, stream: xhttpIn, dial: xhttpOut, secret: id, client: vlessUser},
		"vless-httpupgrade-tls": {protocol: "vless", settings: vless, stream: upgradeIn, dial: upgradeOut, secret: id, client: vlessUser},
		"vless-encryption":      {protocol: "vless", settings: object{"decryption": decryption, "flow": "xtls-rprx-vision"}, secret: id, client: object{"id": id, "encryption": encryption, "flow": "xtls-rprx-vision"}},
		"vmess-ws-tls":          {protocol: "vmess", settings: object{}, stream: wsIn, dial: wsOut, secret: id, client: object{"id": id, "security": "auto"}},
		"trojan-grpc-tls":       {protocol: "trojan", settings: object{}, stream: grpcIn, dial: grpcOut, secret: password, client: object{"password": password}},
		"shadowsocks-2022-256":  {protocol: "shadowsocks", settings: object{"method": "2022-blake3-aes-256-gcm", "password": longServer, "network": "tcp,udp", "clients": []any{}}, secret: longUser, client: object{"method": "2022-blake3-aes-256-gcm", "password": longServer + ":" + longUser}},
		"http":                  {protocol: "http", settings: object{}, secret: "ann:" + password, client: login, streamsOnly: true},
		"socks":                 {protocol: "socks", settings: object{"udp": true, "auth": "password"}, secret: "ann:" + password, client: login},
		"vmess-raw":             {protocol: "vmess", settings: object{}, secret: id, client: object{"id": id, "security": "auto"}},
		"trojan-tls":            {protocol: "trojan", settings: object{}, stream: tlsIn, dial: tlsOut, secret: password, client: object{"password": password}},
		"shadowsocks":           {protocol: "shadowsocks", settings: object{"method": "aes-256-gcm", "network": "tcp,udp", "clients": []any{}}, secret: password, client: object{"method": "aes-256-gcm", "password": password}},
		"shadowsocks-2022":      {protocol: "shadowsocks", settings: object{"method": "2022-blake3-aes-128-gcm", "password": server, "network": "tcp,udp", "clients": []any{}}, secret: user, client: object{"method": "2022-blake3-aes-128-gcm", "password": server + ":" + user}},
		"hysteria2":             {protocol: "hysteria", settings: object{"version": 2}, stream: hyIn, dial: hyOut, secret: password, client: object{"version": 2}},
	}
}

type certificate struct {
	pair     tls.Certificate
	cert     []byte
	key      []byte
	original []byte
}

func selfSigned(t testing.TB) certificate {
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
func reality(t testing.TB) (in, out object) {
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

// encryptionKeys are of VLESS's own encryption: what the server has, and what clients are given.
func encryptionKeys(t testing.TB) (decryption, encryption string) {
	t.Helper()
	key, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	return "mlkem768x25519plus.native.600s." + encode(key.Bytes()), "mlkem768x25519plus.native.0rtt." + encode(key.PublicKey().Bytes())
}

// fingerprint is how a client pins the certificate.
func (c certificate) fingerprint() string {
	sum := sha256.Sum256(c.original)
	return hex.EncodeToString(sum[:])
}
