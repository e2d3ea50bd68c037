package xray

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/xtls/xray-core/common/buf"
	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/features/dns"
	"github.com/xtls/xray-core/transport/internet"
	"github.com/xtls/xray-core/transport/internet/stat"

	"vortexpanel.dev/tunnel/internal/routing"
)

// permit is where the traffic of one user may go.
type permit struct {
	guard        *routing.Guard
	allowPrivate bool
	// session is over when the user's connection must be.
	session context.Context
}

type permitKey struct{}

// permitFrom finds the permit of the traffic an outbound carries; the node's own needs none.
func permitFrom(ctx context.Context) *permit {
	found, _ := ctx.Value(permitKey{}).(*permit)
	return found
}

// refuses says why an address may not be reached. What a name leads to is known only when it is connected to.
func (p *permit) refuses(address net.Address) error {
	if !address.Family().IsIP() {
		return nil
	}
	return p.refusesIP(address.IP())
}

func (p *permit) refusesIP(ip net.IP) error {
	address, _ := netip.AddrFromSlice(ip)
	return p.guard.Refuses(address, p.allowPrivate)
}

// resolve looks the name up, and leaves out what may not be reached. A name that leads nowhere else is refused. The caller
// connects to one of these addresses and looks up no more, or the answer could be another one the second time.
func (p *permit) resolve(client dns.Client, domain string) ([]net.IP, error) {
	ips, _, err := client.LookupIP(domain, dns.IPOption{IPv4Enable: true, IPv6Enable: true})
	if err != nil {
		return nil, fmt.Errorf("look up a name: %w", err)
	}
	refused := error(dns.ErrEmptyResponse)
	var may []net.IP
	for _, ip := range ips {
		if err := p.refusesIP(ip); err != nil {
			refused = err
			continue
		}
		may = append(may, ip)
	}
	if len(may) == 0 {
		return nil, refused
	}
	return may, nil
}

// endingDialer closes what it has connected when the session is over: to a target that says nothing, an outbound would listen
// for as long as its policy lets a half of a connection live.
type endingDialer struct {
	internet.Dialer
	session context.Context
}

// Dial implements internet.Dialer.
func (d *endingDialer) Dial(ctx context.Context, target net.Destination) (stat.Connection, error) {
	conn, err := d.Dialer.Dial(ctx, target)
	if err == nil {
		context.AfterFunc(d.session, func() { _ = conn.Close() })
	}
	return conn, err
}

// permittedDialer connects only to what the permit allows.
type permittedDialer struct {
	internet.Dialer
	*permit
	names dns.Client
}

// eachAddressWaits leaves time for the next address where one does not answer.
const eachAddressWaits = 5 * time.Second

// Dial implements internet.Dialer.
func (d *permittedDialer) Dial(ctx context.Context, target net.Destination) (stat.Connection, error) {
	if !target.Address.Family().IsDomain() {
		if err := d.refuses(target.Address); err != nil {
			return nil, err
		}
		return d.Dialer.Dial(ctx, target)
	}
	ips, err := d.resolve(d.names, target.Address.Domain())
	if err != nil {
		return nil, err
	}
	if target.Network == net.Network_UDP {
		target.Address = net.IPAddress(ips[0])
		return d.Dialer.Dial(ctx, target)
	}
	var failed error
	for n, ip := range ips {
		target.Address = net.IPAddress(ip)
		conn, err := d.dialOne(ctx, target, n == len(ips)-1)
		if err == nil {
			return conn, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, failed
}

func (d *permittedDialer) dialOne(ctx context.Context, target net.Destination, last bool) (stat.Connection, error) {
	if last {
		return d.Dialer.Dial(ctx, target)
	}
	ctx, cancel := context.WithTimeout(ctx, eachAddressWaits)
	defer cancel()
	return d.Dialer.Dial(ctx, target)
}

// permittedPackets drops packets whose own target may not be reached: in one UDP association each may have another.
type permittedPackets struct {
	buf.Reader
	*permit
	names dns.Client
}

// ReadMultiBuffer implements buf.Reader.
func (r *permittedPackets) ReadMultiBuffer() (buf.MultiBuffer, error) {
	packets, err := r.Reader.ReadMultiBuffer()
	kept := packets[:0]
	for _, packet := range packets {
		if packet.UDP == nil || r.settle(packet.UDP) == nil {
			kept = append(kept, packet)
		} else {
			packet.Release()
		}
	}
	return kept, err
}

// settle puts an address in the place of a name.
func (r *permittedPackets) settle(target *net.Destination) error {
	if !target.Address.Family().IsDomain() {
		return r.refuses(target.Address)
	}
	ips, err := r.resolve(r.names, target.Address.Domain())
	if err == nil {
		target.Address = net.IPAddress(ips[0])
	}
	return err
}
