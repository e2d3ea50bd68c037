package xray

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"time"

	"github.com/sagernet/sing-shadowsocks/shadowaead_2022"
)

// packetsLast is for how long a packet is taken after it was sent (SIP022, 3.2.1).
const packetsLast = 30 * time.Second

// sentBefore tells whether a packet says that it was sent before an instant. An association outlives what the library knows of
// its packets, which goes with the inbound: what was recorded before could be said again.
func (u *keyedUser) sentBefore(instant time.Time, header identity, sealed []byte) bool {
	const association, nonce, stamp = 8, 4, 1
	key := u.Account.(*keyedAccount).key
	block, err := aes.NewCipher(shadowaead_2022.SessionKey(key, header[:association], len(key)))
	if err != nil {
		return false // the library will say so
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return false
	}
	plain, err := gcm.Open(nil, header[nonce:], sealed, nil)
	const stampBytes = 8
	if err != nil || len(plain) < stamp+stampBytes {
		return false
	}
	return binary.BigEndian.Uint64(plain[stamp:]) < uint64(instant.Unix())
}
