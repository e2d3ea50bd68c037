package xray

import (
	"context"
	"encoding/base64"
	"fmt"
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

// keyedInbound serves Shadowsocks 2022 to many users. Xray's own looks users up by their place in a list that it changes
// meanwhile, and makes its tables anew for each user who comes or goes; this one finds whose connection it is, and leaves
// the rest to a service of that user alone.
type keyedInbound struct {
	networks []net.Network
	users    *keyedUsers
}

func newKeyedInbound(saidFirst func([]byte) bool, config *shadowsocks_2022.MultiUserServerConfig) (*keyedInbound, error) {
	key, err := base64.StdEncoding.DecodeString(config.Key)
	if err != nil {
		return nil, fmt.Errorf("the key of the server: %w", err)
	}
	i := &keyedInbound{networks: config.Network}
	if len(i.networks) == 0 {
		i.networks = []net.Network{net.Network_TCP, net.Network_UDP}
	}
	const udpIdleSeconds = 500
	service, err := shadowaead_2022.NewMultiService[*protocol.MemoryUser](config.Method, key, udpIdleSeconds, i, nil)
	if err != nil {
		return nil, fmt.Errorf("serve %s: %w", config.Method, err)
	}
	i.users, err = newKeyedUsers(service, saidFirst, key, settings{Method: config.Method}.keyBytes())
	return i, err
}

// changeUsers implements batchOfUsers.
func (i *keyedInbound) changeUsers(removed []string, added []*protocol.MemoryUser) error {
	i.users.change(removed, added)
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
		service, beginning, err := i.users.read(conn)
		if err != nil {
			return err
		}
		return singbridge.ReturnError(service.NewConnection0(ctx, conn, from, beginning, nil))
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
			service, err := i.users.ofPacket(owned.Bytes())
			if err == nil {
				err = service.NewPacket(ctx, &answers{conn}, owned, from)
			}
			if err != nil {
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
	link := &transport.Link{Reader: &recordReader{conn: conn}, Writer: &recordWriter{conn}}
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
