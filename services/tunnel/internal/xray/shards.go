package xray

import (
	"context"
	"crypto/cipher"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"hash/maphash"
	"io"
	"sync"
	"syscall"
	"time"

	"github.com/xtls/xray-core/common"
	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/features/routing"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/proxy/vmess"
	"github.com/xtls/xray-core/proxy/vmess/aead"
	vmessin "github.com/xtls/xray-core/proxy/vmess/inbound"
	"github.com/xtls/xray-core/transport/internet/stat"
	"golang.org/x/sys/unix"
)

// shardedVMess serves VMess by many of Xray's servers, each with a share of the users: Xray's looks through all it has for
// one who leaves, and through all for one who comes in. Whose a connection is is found out here, at a fraction of the cost.
type shardedVMess struct {
	shards [shards]*vmessin.Handler
	// saidFirst tells whether nobody has begun so before: Xray's own memory goes with the process.
	saidFirst func([]byte) bool

	mu     sync.RWMutex
	keys   map[string]commandKey // by e-mail
	owners map[commandKey]owner
}

const shards = 64

type (
	// authID is how a connection begins: the time and a checksum, encrypted with the user's key.
	authID     [16]byte
	commandKey [16]byte
)

type owner struct {
	block cipher.Block
	shard int
}

func newShardedVMess(ctx context.Context, config *vmessin.Config) (*shardedVMess, error) {
	s := &shardedVMess{
		saidFirst: engineFrom(ctx).book.SaidFirst, keys: map[string]commandKey{}, owners: map[commandKey]owner{},
	}
	for n := range s.shards {
		made, err := vmessin.New(ctx, config)
		if err != nil {
			return nil, err
		}
		s.shards[n] = made
	}
	return s, nil
}

var (
	_ proxy.Inbound = (*shardedVMess)(nil)
	_ batchOfUsers  = (*shardedVMess)(nil)
)

func shardOf(email string) int { return int(maphash.String(marks, email) % shards) }

// changeUsers implements batchOfUsers.
func (s *shardedVMess) changeUsers(removed []string, added []*protocol.MemoryUser) error {
	ctx := context.Background()
	for _, email := range removed {
		if err := s.shards[shardOf(email)].RemoveUser(ctx, email); err != nil {
			return fmt.Errorf("remove a user: %w", err)
		}
	}
	blocks := make(map[*protocol.MemoryUser]cipher.Block, len(added))
	for _, user := range added {
		if err := s.shards[shardOf(user.Email)].AddUser(ctx, user); err != nil {
			return fmt.Errorf("add a user: %w", err)
		}
		blocks[user] = aead.NewCipherFromKey(user.Account.(*vmess.MemoryAccount).ID.CmdKey())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, email := range removed {
		delete(s.owners, s.keys[email])
		delete(s.keys, email)
	}
	for user, block := range blocks {
		key := commandKey(user.Account.(*vmess.MemoryAccount).ID.CmdKey())
		s.keys[user.Email], s.owners[key] = key, owner{block, shardOf(user.Email)}
	}
	return nil
}

// shard that knows who begins so, for the first time. Any other does what Xray does with strangers.
func (s *shardedVMess) shard(begins authID) *vmessin.Handler {
	of, known := s.ownerOf(begins)
	if known && !s.saidFirst(begins[:]) {
		of++
	}
	return s.shards[of%shards]
}

func (s *shardedVMess) ownerOf(begins authID) (shard int, known bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	const checked = 12
	var plain authID
	for _, each := range s.owners {
		each.block.Decrypt(plain[:], begins[:])
		if crc32.ChecksumIEEE(plain[:checked]) == binary.BigEndian.Uint32(plain[checked:]) {
			return each.shard, true
		}
	}
	return 0, false
}

// Network implements proxy.Inbound.
func (s *shardedVMess) Network() []net.Network { return s.shards[0].Network() }

// Process implements proxy.Inbound.
func (s *shardedVMess) Process(
	ctx context.Context, kind net.Network, conn stat.Connection, dispatcher routing.Dispatcher,
) error {
	if err := conn.SetReadDeadline(time.Now().Add(handshakePatience)); err != nil {
		return err
	}
	var begins authID
	if tcp, plain := stat.TryUnwrapStatsConn(conn).(*net.TCPConn); plain {
		if err := peek(tcp, begins[:]); err != nil {
			return err
		}
	} else {
		if _, err := io.ReadFull(conn, begins[:]); err != nil {
			return err
		}
		conn = newBegun(conn, begins[:])
	}
	return s.shard(begins).Process(ctx, kind, conn, dispatcher)
}

// Close implements common.Closable.
func (s *shardedVMess) Close() error {
	for _, each := range s.shards {
		_ = common.Close(each) // says that nothing is to be cleaned up, of what has nothing
	}
	return nil
}

// peek reads what will be read again: Xray treats a plain connection of TCP as nothing else would be treated.
func peek(conn *net.TCPConn, into []byte) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = raw.Read(func(fd uintptr) bool {
		var n int
		for failed = syscall.EINTR; failed == syscall.EINTR; {
			n, _, failed = unix.Recvfrom(int(fd), into, unix.MSG_PEEK)
		}
		if failed == nil && n == 0 {
			failed = io.EOF
		}
		return failed != syscall.EAGAIN && (failed != nil || n == len(into))
	})
	if err != nil {
		return err
	}
	return failed
}
