package xray

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/sagernet/sing-shadowsocks/shadowaead"
	"github.com/sagernet/sing-shadowsocks/shadowaead_2022"
	"github.com/xtls/xray-core/common/protocol"
	"lukechampine.com/blake3"

	"vortexpanel.dev/tunnel/internal/account"
)

type keyedService = shadowaead_2022.MultiService[*protocol.MemoryUser]

// identity is what a client says of itself, encrypted with the server's key: the beginning of its own key's BLAKE3
// (SIP023, 2).
type identity [aes.BlockSize]byte

// keyedUsers are the users of an inbound. One more or less costs the same among ten and among a million.
type keyedUsers struct {
	// base serves nobody, and holds what the services of all users share: replays, associations of UDP.
	base *keyedService
	key  []byte
	// packets decrypts the headers of UDP.
	packets cipher.Block
	// saidFirst tells whether nobody has begun with a salt before: the library's own memory goes with the inbound.
	saidFirst func([]byte) bool
	began     time.Time

	mu         sync.RWMutex
	byIdentity map[identity]*keyedUser
	byEmail    map[string]identity
}

// keyedUser has a service once the user has connected: it is made in microseconds, and as large as a hundred users without.
type keyedUser struct {
	*protocol.MemoryUser
	once    sync.Once
	service *keyedService
	err     error
}

func newKeyedUsers(base *keyedService, saidFirst func([]byte) bool, key []byte, keyBytes int) (*keyedUsers, error) {
	if len(key) > keyBytes {
		key = shadowaead_2022.Key(key, keyBytes)
	}
	packets, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("the key of the server: %w", err)
	}
	return &keyedUsers{
		base: base, key: key, packets: packets, saidFirst: saidFirst, began: time.Now(),
		byIdentity: map[identity]*keyedUser{}, byEmail: map[string]identity{},
	}, nil
}

func (u *keyedUsers) change(removed []string, added []*protocol.MemoryUser) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, email := range removed {
		delete(u.byIdentity, u.byEmail[email])
		delete(u.byEmail, email)
	}
	for _, user := range added {
		sum := blake3.Sum512(user.Account.(*keyedAccount).key)
		who := identity(sum[:aes.BlockSize])
		u.byIdentity[who], u.byEmail[user.Email] = &keyedUser{MemoryUser: user}, who
	}
}

// find answers with whoever it is, who has a service.
func (u *keyedUsers) find(who identity) (*keyedUser, error) {
	u.mu.RLock()
	user := u.byIdentity[who]
	u.mu.RUnlock()
	if user == nil {
		return nil, account.ErrUnknownUser
	}
	user.once.Do(func() {
		alone := *u.base
		key := user.Account.(*keyedAccount).key
		user.err = alone.UpdateUsers([]*protocol.MemoryUser{user.MemoryUser}, [][]byte{key})
		user.service = &alone
	})
	return user, user.err
}

// read reads how a connection begins, and answers with the service that is to read it again. As the service does, it reads
// once: who sends a header in pieces could learn from the time of the answer how long it is (SIP022, 3.1.4).
func (u *keyedUsers) read(conn io.Reader) (*keyedService, io.Reader, error) {
	salted := len(u.key) + aes.BlockSize
	header := make([]byte, salted+shadowaead.Overhead+shadowaead_2022.RequestHeaderFixedChunkLength)
	n, err := conn.Read(header)
	if err != nil {
		return nil, nil, err
	}
	if n < len(header) {
		return nil, nil, shadowaead.ErrBadHeader
	}
	subkey := make([]byte, len(u.key))
	blake3.DeriveKey(subkey, "shadowsocks 2022 identity subkey", bytes.Join([][]byte{u.key, header[:len(u.key)]}, nil))
	block, err := aes.NewCipher(subkey)
	if err != nil {
		return nil, nil, err
	}
	var who identity
	block.Decrypt(who[:], header[len(u.key):salted])
	user, err := u.find(who)
	if err != nil {
		return nil, nil, err
	}
	if !u.saidFirst(header[:len(u.key)]) {
		return nil, nil, shadowaead_2022.ErrSaltNotUnique
	}
	return user.service, bytes.NewReader(header), nil
}

// ofPacket answers with the service of whoever sent a packet.
func (u *keyedUsers) ofPacket(packet []byte) (*keyedService, error) {
	if len(packet) < 2*aes.BlockSize {
		return nil, shadowaead_2022.ErrPacketTooShort
	}
	var header, who identity
	u.packets.Decrypt(header[:], packet)
	u.packets.Decrypt(who[:], packet[aes.BlockSize:])
	subtle.XORBytes(who[:], who[:], header[:])
	user, err := u.find(who)
	if err != nil {
		return nil, err
	}
	if time.Since(u.began) < packetsLast && user.sentBefore(u.began, header, packet[2*aes.BlockSize:]) {
		return nil, shadowaead_2022.ErrBadTimestamp
	}
	return user.service, nil
}
