package door

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"strings"
	"time"
)

// Certificate is one of the laboratory, for its own name alone.
type Certificate struct {
	Pair        tls.Certificate
	certificate []byte // PEM
	key         []byte // PEM
}

const serverName = "node.test"

// NewCertificate makes one that signs itself.
func NewCertificate() (Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: serverName}, DNSNames: []string{serverName},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return Certificate{}, err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return Certificate{}, err
	}
	return Certificate{
		Pair:        tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key},
		certificate: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		key:         pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}),
	}, nil
}

func lines(text []byte) []string { return strings.Split(strings.TrimSpace(string(text)), "\n") }

func (c Certificate) server() object {
	return object{"certificates": []object{{"certificate": lines(c.certificate), "key": lines(c.key)}}}
}

// client is how Xray knows the server: by the fingerprint of its certificate.
func (c Certificate) client() object {
	sum := sha256.Sum256(c.Pair.Certificate[0])
	return object{"serverName": serverName, "pinnedPeerCertSha256": hex.EncodeToString(sum[:])}
}

// singBox is how sing-box knows it.
func (c Certificate) singBox(more ...object) object {
	return with(object{"enabled": true, "server_name": serverName, "certificate": lines(c.certificate)}, more...)
}
