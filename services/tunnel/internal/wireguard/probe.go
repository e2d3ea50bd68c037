package wireguard

import (
	"crypto/hmac"
	"crypto/sha256"
)

// probePurpose keeps the probe's key apart from whatever else may be derived of a private key. The panel has the same:
// services/nodes/src/health/wireguard-door.ts.
const probePurpose = "vortexpanel.dev wireguard probe 1"

// probeOf is the public key of the peer that the panel looks in as. It follows from the inbound's private key, which the
// panel has, so that it need not be told. It has no address: its handshakes are answered, and nothing else of it is taken.
func probeOf(private key) (string, error) {
	mac := hmac.New(sha256.New, private[:])
	mac.Write([]byte(probePurpose))
	return publicOf(key(mac.Sum(nil)))
}
