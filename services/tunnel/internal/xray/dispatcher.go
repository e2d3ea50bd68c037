package xray

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/xtls/xray-core/app/dispatcher"
	"github.com/xtls/xray-core/common"
	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/session"
	"github.com/xtls/xray-core/core"
	"github.com/xtls/xray-core/features/dns"
	"github.com/xtls/xray-core/features/outbound"
	"github.com/xtls/xray-core/features/policy"
	"github.com/xtls/xray-core/features/routing"
	"github.com/xtls/xray-core/features/stats"
	"github.com/xtls/xray-core/transport"
	"github.com/xtls/xray-core/transport/pipe"
	"google.golang.org/protobuf/types/known/emptypb"

	"vortexpanel.dev/tunnel/internal/account"
)

// meteredDispatcher stands where Xray's own dispatcher would: whatever an inbound receives passes it, so every byte of a
// user is taken from the Book here, and here a user's connections are found when they must end.
type meteredDispatcher struct {
	dispatcher.DefaultDispatcher
	engine *Engine
}

// An instance is made of proto messages; these two stand for parts of ours that need none of their own.
type (
	dispatcherConfig = emptypb.Empty
)

func init() {
	common.Must(common.RegisterConfig((*dispatcherConfig)(nil), func(ctx context.Context, _ any) (any, error) {
		d := &meteredDispatcher{engine: engineFrom(ctx)}
		err := core.RequireFeatures(ctx, func(
			om outbound.Manager, router routing.Router, pm policy.Manager, sm stats.Manager, _ dns.Client,
		) error {
			return d.Init(&dispatcher.Config{}, om, &exitRouter{router, d.engine}, pm, sm)
		})
		return d, err
	}))
}

// Dispatch implements routing.Dispatcher for inbounds that copy through pipes.
func (d *meteredDispatcher) Dispatch(ctx context.Context, destination net.Destination) (*transport.Link, error) {
	inbound := session.InboundFromContext(ctx)
	if inbound == nil {
		return d.DefaultDispatcher.Dispatch(ctx, destination) // the instance's own, such as DNS
	}
	ctx, opened, err := d.open(ctx, inbound, destination)
	if err != nil {
		return nil, err
	}
	options := pipe.OptionsFromContext(ctx)
	uplinkReader, uplinkWriter := pipe.New(options...)
	downlinkReader, downlinkWriter := pipe.New(options...)
	link := d.meter(opened, inbound, destination.Network, &transport.Link{Reader: uplinkReader, Writer: downlinkWriter})
	go func() {
		defer opened.Close()
		_ = d.DefaultDispatcher.DispatchLink(ctx, destination, link)
	}()
	return &transport.Link{Reader: downlinkReader, Writer: uplinkWriter}, nil
}

// DispatchLink implements routing.Dispatcher for inbounds that lend their own reader and writer. Returns when all is done.
func (d *meteredDispatcher) DispatchLink(ctx context.Context, destination net.Destination, link *transport.Link) error {
	inbound := session.InboundFromContext(ctx)
	if inbound == nil {
		return d.DefaultDispatcher.DispatchLink(ctx, destination, link)
	}
	ctx, opened, err := d.open(ctx, inbound, destination)
	if err != nil {
		return err
	}
	defer opened.Close()
	ctx = context.WithValue(ctx, sessionKey{}, opened)
	return d.DefaultDispatcher.DispatchLink(ctx, destination, d.meter(opened, inbound, destination.Network, link))
}

type sessionKey struct{}

// sessionFrom finds the session whose traffic an outbound carries.
func sessionFrom(ctx context.Context) *account.Session {
	opened, _ := ctx.Value(sessionKey{}).(*account.Session)
	return opened
}

// open lets the user in. Traffic of nobody we know is refused: an inbound without users serves nobody.
func (d *meteredDispatcher) open(
	ctx context.Context, inbound *session.Inbound, to net.Destination,
) (context.Context, *account.Session, error) {
	served := d.engine.live()[inbound.Tag]
	known := d.known(inbound)
	if served == nil || known == nil {
		d.engine.book.Admissions().Refuse()
		return nil, nil, fmt.Errorf("inbound %q: %w", inbound.Tag, account.ErrUnknownUser)
	}
	may := &permit{guard: d.engine.guard, allowPrivate: served.allowPrivate}
	if err := may.refuses(to.Address); err != nil {
		return nil, nil, err
	}
	source, _ := netip.AddrFromSlice(sourceIP(inbound.Source))
	open := d.engine.book.Open
	if to.Network == net.Network_TCP {
		open = d.engine.book.OpenPatiently // datagrams of all users may come by one loop
	}
	opened, err := open(ctx, known.ID, known.Device, inbound.Tag, source)
	if err != nil {
		return nil, nil, err
	}
	may.session = opened.Context()
	d.engine.sockets.watch(opened, inbound.Conn)
	return context.WithValue(ctx, permitKey{}, may), opened, nil
}

// known is the user a connection proved to be. One whose secret was replaced since may still have a connection that streams
// are opened in.
func (d *meteredDispatcher) known(inbound *session.Inbound) *servedUser {
	if inbound.User == nil {
		return nil
	}
	known := d.engine.user(inbound.Tag, inbound.User.Email)
	if known == nil || known.made.Account != inbound.User.Account {
		return nil
	}
	return known
}

func sourceIP(source net.Destination) net.IP {
	if source.Address == nil || !source.Address.Family().IsIP() {
		return nil
	}
	return source.Address.IP()
}
