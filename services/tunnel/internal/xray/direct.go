package xray

import (
	"context"
	"fmt"
	"time"

	"github.com/xtls/xray-core/common"
	"github.com/xtls/xray-core/common/buf"
	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/session"
	"github.com/xtls/xray-core/common/signal"
	"github.com/xtls/xray-core/common/task"
	"github.com/xtls/xray-core/core"
	"github.com/xtls/xray-core/features/dns"
	"github.com/xtls/xray-core/features/policy"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/proxy/freedom"
	"github.com/xtls/xray-core/transport"
	"github.com/xtls/xray-core/transport/internet"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"vortexpanel.dev/tunnel/internal/account"
)

// direct is the freedom outbound, but for two things. It connects users only to what they may reach. And where an inbound lets its connection be spliced (Vision), freedom
// would hand both sockets to the kernel for the rest of their life and say how much it was when all is over. direct
// splices too, in chunks, each taken from the session before it goes on.
type direct struct {
	proxy.Outbound
	policy policy.Session
	names  dns.Client
	// plain: freedom would just connect and copy.
	plain bool
	// redirects: the operator says where all of it goes.
	redirects bool
}

// directConfig holds a serialized freedom.Config.
type directConfig = wrapperspb.BytesValue

func init() {
	common.Must(common.RegisterConfig((*directConfig)(nil), func(ctx context.Context, config any) (any, error) {
		inner := &freedom.Config{}
		if err := proto.Unmarshal(config.(*directConfig).Value, inner); err != nil {
			return nil, err
		}
		handler, err := common.CreateObject(ctx, inner)
		if err != nil {
			return nil, err
		}
		d := &direct{Outbound: handler.(proxy.Outbound), plain: plain(inner), redirects: inner.DestinationOverride != nil}
		err = core.RequireFeatures(ctx, func(pm policy.Manager, names dns.Client) error {
			d.policy, d.names = pm.ForLevel(inner.UserLevel), names
			return nil
		})
		return d, err
	}))
}

// plain tells whether freedom would just connect and copy.
func plain(config *freedom.Config) bool {
	return config.Fragment == nil && config.Noises == nil && config.DestinationOverride == nil &&
		config.ProxyProtocol == 0 && !config.DomainStrategy.HasStrategy()
}

// Process implements proxy.Outbound.
func (d *direct) Process(ctx context.Context, link *transport.Link, dialer internet.Dialer) error {
	outbounds := session.OutboundsFromContext(ctx)
	ob := outbounds[len(outbounds)-1]
	inbound := session.InboundFromContext(ctx)
	opened := sessionFrom(ctx)
	may := permitFrom(ctx)
	if may != nil {
		dialer = &endingDialer{dialer, may.session}
	}
	if may != nil && !d.redirects {
		dialer = &permittedDialer{dialer, may, d.names}
		if ob.Target.Network == net.Network_UDP {
			link = &transport.Link{Reader: &permittedPackets{link.Reader, may, d.names}, Writer: link.Writer}
		}
	}
	if !d.plain || opened == nil || inbound == nil || inbound.Conn == nil || ob.Target.Network != net.Network_TCP ||
		(inbound.CanSpliceCopy != 1 && inbound.CanSpliceCopy != 2) {
		return d.Outbound.Process(ctx, link, dialer)
	}
	ob.Name = "freedom"
	ob.CanSpliceCopy = 1
	dialer.SetOutboundGateway(ctx, ob)
	conn, err := dialer.Dial(ctx, ob.Target)
	if err != nil {
		return fmt.Errorf("connect to %s: %w", ob.Target, err)
	}
	defer func() { _ = conn.Close() }()
	release := context.AfterFunc(opened.Context(), func() { _ = conn.Close() })
	defer release()

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	timer := signal.CancelAfterInactivity(ctx, cancel, d.policy.Timeouts.ConnectionIdle)
	uplink := func() error {
		defer timer.SetTimeout(d.policy.Timeouts.DownlinkOnly)
		return buf.Copy(link.Reader, buf.NewWriter(conn), buf.UpdateActivity(timer))
	}
	downlink := func() error {
		defer timer.SetTimeout(d.policy.Timeouts.UplinkOnly)
		return copyDown(opened, outbounds, inbound, conn, link.Writer, timer)
	}
	return task.Run(ctx, uplink, task.OnSuccess(downlink, task.Close(link.Writer)))
}

// copyDown copies through the inbound's writer until the inbound says that its socket may be written to directly; from
// then on the kernel moves the bytes.
func copyDown(
	opened *account.Session, outbounds []*session.Outbound, inbound *session.Inbound, conn net.Conn, writer buf.Writer,
	timer *signal.ActivityTimer,
) error {
	from, _, _ := proxy.UnwrapRawConn(conn)
	to, _, _ := proxy.UnwrapRawConn(inbound.Conn)
	source, isTCP := from.(*net.TCPConn)
	target, alsoTCP := to.(*net.TCPConn)
	reader, records := buf.NewReader(from), &tlsRecords{done: inbound.CanSpliceCopy != 2} // others need no cut
	for {
		if isTCP && alsoTCP && spliceable(inbound, outbounds) {
			if err := writeAll(writer, parts(records.rest())); err != nil {
				return err
			}
			// The kernel does not tell when bytes pass; the session ends what must end.
			const untilClosed = 24 * time.Hour
			timer.SetTimeout(untilClosed)
			if inbound.Timer != nil {
				inbound.Timer.SetTimeout(untilClosed)
			}
			return splice(opened, target, source)
		}
		bytes, err := reader.ReadMultiBuffer()
		timer.Update()
		now := records.cut(bytes)
		if err != nil {
			now = append(now, parts(records.rest())...)
		}
		if failed := writeAll(writer, now); failed != nil {
			return failed
		}
		if err != nil {
			return ignoreEOF(err)
		}
	}
}

func writeAll(writer buf.Writer, parts []buf.MultiBuffer) error {
	for n, part := range parts {
		if err := writer.WriteMultiBuffer(part); err != nil {
			for _, left := range parts[n+1:] {
				buf.ReleaseMulti(left)
			}
			return err
		}
	}
	return nil
}

func spliceable(inbound *session.Inbound, outbounds []*session.Outbound) bool {
	if inbound.CanSpliceCopy != 1 {
		return false
	}
	for _, ob := range outbounds {
		if ob.CanSpliceCopy != 1 {
			return false
		}
	}
	return true
}
