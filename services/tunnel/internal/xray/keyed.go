package xray

import (
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sagernet/sing-shadowsocks/shadowaead_2022"
	"github.com/sagernet/sing/common/auth"
	sing "github.com/sagernet/sing/common/buf"
	"github.com/sagernet/sing/common/bufio"
	"github.com/sagernet/sing/common/metadata"
	"github.com/sagernet/sing/common/network"
	"github.com/xtls/xray-core/common/buf"
	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/common/session"
	"github.com/xtls/xray-core/common/singbridge"
	"github.com/xtls/xray-core/features/routing"
	"github.com/xtls/xray-core/proxy/shadowsocks_2022"
	"github.com/xtls/xray-core/transport"
	"github.com/xtls/xray-core/transport/internet/stat"
)

type keyedService = shadowaead_2022.MultiService[*protocol.MemoryUser]

// keyedInbound serves Shadowsocks 2022 to many users. Xray's own looks users up by their place in a list that it changes
// meanwhile, and makes its tables anew for each user who comes or goes; this one makes them once for a change, beside those
// that connections read.
type keyedInbound struct {
	networks []net.Network
	// service shares with those before it all but the tables of users.
	service atomic.Pointer[keyedService]

	mu    sync.Mutex
	users map[string]*protocol.MemoryUser // by e-mail
	// rested is when tables may be made again, next when they will be.
	rested time.Time
	next   *time.Timer
}

// A table of 100,000 users takes a quarter of a second of a processor to make, of a thousand two milliseconds. When changes
// follow each other, one table is made for several, in a tenth of the time.
const restsFor = 9

func newKeyedInbound(config *shadowsocks_2022.MultiUserServerConfig) (*keyedInbound, error) {
	key, err := base64.StdEncoding.DecodeString(config.Key)
	if err != nil {
		return nil, fmt.Errorf("the key of the server: %w", err)
	}
	i := &keyedInbound{networks: config.Network, users: map[string]*protocol.MemoryUser{}}
	if len(i.networks) == 0 {
		i.networks = []net.Network{net.Network_TCP, net.Network_UDP}
	}
	const udpIdleSeconds = 500
	service, err := shadowaead_2022.NewMultiService[*protocol.MemoryUser](config.Method, key, udpIdleSeconds, i, nil)
	if err != nil {
		return nil, fmt.Errorf("serve %s: %w", config.Method, err)
	}
	i.service.Store(service)
	return i, nil
}

// changeUsers implements batchOfUsers.
func (i *keyedInbound) changeUsers(removed []string, added []*protocol.MemoryUser) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, email := range removed {
		delete(i.users, email)
	}
	for _, user := range added {
		i.users[user.Email] = user
	}
	if i.next != nil {
		return nil // with those before
	}
	if wait := time.Until(i.rested); wait > 0 {
		// Who is removed meanwhile is not let in: the dispatcher knows.
		i.next = time.AfterFunc(wait, func() {
			i.mu.Lock()
			defer i.mu.Unlock()
			i.next = nil
			if err := i.makeTables(); err != nil {
				slog.Error("cannot serve changed users of Shadowsocks", "error", err)
			}
		})
		return nil
	}
	return i.makeTables()
}

// makeTables puts tables of the users there are in the place of those that are used.
func (i *keyedInbound) makeTables() error {
	began := time.Now()
	users := make([]*protocol.MemoryUser, 0, len(i.users))
	keys := make([][]byte, 0, len(i.users))
	for _, user := range i.users {
		users = append(users, user)
		keys = append(keys, user.Account.(*keyedAccount).key)
	}
	next := *i.service.Load()
	if err := next.UpdateUsers(users, keys); err != nil {
		return err
	}
	i.service.Store(&next)
	now := time.Now()
	i.rested = now.Add(restsFor * now.Sub(began))
	return nil
}

// keyedAccount is the key of a user.
type keyedAccount struct {
	protocol.Account
	key []byte
}

func (i *servedInbound) keyedUser(secret string) (*keyedAccount, error) {
	key, err := base64.StdEncoding.DecodeString(secret)
	if err != nil {
		return nil, fmt.Errorf("the key: %w", err)
	}
	if len(key) != i.keyBytes {
		return nil, fmt.Errorf("the key has %d bytes, not %d", len(key), i.keyBytes)
	}
	return &keyedAccount{key: key}, nil
}

// Network implements proxy.Inbound.
func (i *keyedInbound) Network() []net.Network { return i.networks }

// handshakePatience is how long a connection may say nothing: as long as Xray's other inbounds wait.
const handshakePatience = 4 * time.Second

// Process implements proxy.Inbound.
func (i *keyedInbound) Process(
	ctx context.Context, kind net.Network, conn stat.Connection, dispatcher routing.Dispatcher,
) error {
	inbound := session.InboundFromContext(ctx)
	inbound.Name, inbound.CanSpliceCopy = "shadowsocks-2022", 3
	var from metadata.Metadata
	if inbound.Source.IsValid() {
		from.Source = metadata.ParseSocksaddr(inbound.Source.NetAddr())
	}
	ctx = session.ContextWithDispatcher(ctx, dispatcher)
	if kind == net.Network_TCP {
		if err := conn.SetReadDeadline(time.Now().Add(handshakePatience)); err != nil {
			return err
		}
		return singbridge.ReturnError(i.service.Load().NewConnection(ctx, conn, from))
	}
	reader := buf.NewReader(conn)
	for {
		packets, err := reader.ReadMultiBuffer()
		if err != nil {
			buf.ReleaseMulti(packets)
			return singbridge.ReturnError(err)
		}
		for _, packet := range packets {
			owned := sing.As(packet.Bytes()).ToOwned()
			packet.Release()
			// One packet that cannot be read says nothing about the next.
			if err := i.service.Load().NewPacket(ctx, &answers{conn}, owned, from); err != nil {
				owned.Release()
			}
		}
	}
}

// answers writes packets back to where those of a client came from.
type answers struct{ net.Conn }

func (c *answers) ReadPacket(buffer *sing.Buffer) (metadata.Socksaddr, error) {
	_, err := buffer.ReadFrom(c)
	return metadata.Socksaddr{}, err
}

func (c *answers) WritePacket(buffer *sing.Buffer, _ metadata.Socksaddr) error {
	_, err := buffer.WriteTo(c)
	return err
}

// NewConnection implements shadowsocks.Handler.
func (*keyedInbound) NewConnection(ctx context.Context, conn net.Conn, of metadata.Metadata) error {
	if err := conn.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	ctx = asUser(ctx)
	target := singbridge.ToDestination(of.Destination, net.Network_TCP)
	link := &transport.Link{Reader: buf.NewReader(conn), Writer: buf.NewWriter(conn)}
	return session.DispatcherFromContext(ctx).DispatchLink(ctx, target, link)
}

// NewPacketConnection implements shadowsocks.Handler.
func (*keyedInbound) NewPacketConnection(ctx context.Context, conn network.PacketConn, of metadata.Metadata) error {
	ctx = asUser(ctx)
	target := singbridge.ToDestination(of.Destination, net.Network_UDP)
	link, err := session.DispatcherFromContext(ctx).Dispatch(ctx, target)
	if err != nil {
		return err
	}
	return bufio.CopyPacketConn(ctx, conn, &singbridge.PacketConnWrapper{Reader: link.Reader, Writer: link.Writer, Dest: target})
}

// asUser gives what a user has opened a context of its own: there may be several behind one address.
func asUser(ctx context.Context) context.Context {
	inbound := *session.InboundFromContext(ctx)
	inbound.User, _ = auth.UserFromContext[*protocol.MemoryUser](ctx)
	return session.SubContextFromMuxInbound(session.ContextWithInbound(ctx, &inbound))
}

// NewError implements shadowsocks.Handler.
func (*keyedInbound) NewError(context.Context, error) {}
