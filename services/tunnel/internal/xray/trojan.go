package xray

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"time"

	"github.com/xtls/xray-core/common/buf"
	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/features/routing"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/proxy/trojan"
	"github.com/xtls/xray-core/transport/internet/stat"
)

// hashedTrojan finds whose connection it is, and leaves the rest to a server of Xray's for that user alone: to add a user to one
// for many takes Xray ten times as long as here, since it formats each byte of a hash of a hash.
type hashedTrojan struct {
	newServer func() (*trojan.Server, error)
	// strangers serves nobody, and does with those who are not known what Xray does.
	strangers *trojan.Server

	mu      sync.RWMutex
	byHash  map[passwordHash]*hashedUser
	byEmail map[string]passwordHash
}

// passwordHash is how a connection begins, in hexadecimal digits.
type passwordHash [sha256.Size224]byte

// hashedUser has a server once the user has connected.
type hashedUser struct {
	*protocol.MemoryUser
	once   sync.Once
	server *trojan.Server
	err    error
}

// newHashedTrojan is for inbounds without fallbacks: those look at what a connection of TLS says of itself.
func newHashedTrojan(ctx context.Context, config *trojan.ServerConfig) (*hashedTrojan, error) {
	t := &hashedTrojan{
		newServer: func() (*trojan.Server, error) { return trojan.NewServer(ctx, config) },
		byHash:    map[passwordHash]*hashedUser{}, byEmail: map[string]passwordHash{},
	}
	var err error
	t.strangers, err = t.newServer()
	return t, err
}

var (
	_ proxy.Inbound = (*hashedTrojan)(nil)
	_ batchOfUsers  = (*hashedTrojan)(nil)
)

// changeUsers implements batchOfUsers.
func (t *hashedTrojan) changeUsers(removed []string, added []*protocol.MemoryUser) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, email := range removed {
		delete(t.byHash, t.byEmail[email])
		delete(t.byEmail, email)
	}
	for _, user := range added {
		hash := passwordHash(sha256.Sum224([]byte(user.Account.(*trojan.MemoryAccount).Password)))
		t.byHash[hash], t.byEmail[user.Email] = &hashedUser{MemoryUser: user}, hash
	}
	return nil
}

// server for whoever begins so.
func (t *hashedTrojan) server(begins []byte) (*trojan.Server, error) {
	var hash passwordHash
	if len(begins) < hex.EncodedLen(len(hash)) {
		return t.strangers, nil
	}
	if _, err := hex.Decode(hash[:], begins[:hex.EncodedLen(len(hash))]); err != nil {
		return t.strangers, nil
	}
	t.mu.RLock()
	user := t.byHash[hash]
	t.mu.RUnlock()
	if user == nil {
		return t.strangers, nil
	}
	user.once.Do(func() {
		if user.server, user.err = t.newServer(); user.err == nil {
			user.err = user.server.AddUser(context.Background(), user.MemoryUser)
		}
	})
	return user.server, user.err
}

// Network implements proxy.Inbound.
func (t *hashedTrojan) Network() []net.Network { return t.strangers.Network() }

// Process implements proxy.Inbound. It reads once, as Xray's does, which then reads the same.
func (t *hashedTrojan) Process(
	ctx context.Context, kind net.Network, conn stat.Connection, dispatcher routing.Dispatcher,
) error {
	if err := conn.SetReadDeadline(time.Now().Add(handshakePatience)); err != nil {
		return err
	}
	beginning := make([]byte, buf.Size)
	n, err := conn.Read(beginning)
	if n == 0 {
		return err
	}
	server, err := t.server(beginning[:n])
	if err != nil {
		return err
	}
	return server.Process(ctx, kind, newBegun(conn, beginning[:n]), dispatcher)
}
