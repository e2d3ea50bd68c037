// Package host sets a machine up for tunnels and puts everything back: a link with its routes, NAT and isolation by nftables,
// forwarding. What a killed process left behind is put back by the next one.
package host

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"

	"github.com/google/nftables"
	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// linkPrefix begins the name of every link of ours. The UDP port follows, which one process alone can have.
const linkPrefix = "vtx"

// LinkName is the name of the link of an inbound.
func LinkName(port uint16) string { return fmt.Sprintf("%s%d", linkPrefix, port) }

// Tunnel is what an inbound asks of the machine.
type Tunnel struct {
	Link     string
	Networks []netip.Prefix
	// AllowPrivate lets peers reach private addresses, and the machine itself.
	AllowPrivate bool
	// AllowPeers lets the machine pass packets from peer to peer.
	AllowPeers bool
	// Own are networks that the machine stands in, closed to peers like private ones.
	Own []netip.Prefix
	// Metered has nftables count peers and hold them to allowances.
	Metered bool
}

// Place is a machine that is set up.
type Place struct {
	tunnel Tunnel
	was    switches
	peers  *Peers
}

// Missing says what the process lacks to set a machine up; nil: nothing.
func Missing() error {
	var lacks []error
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var has [2]unix.CapUserData
	if err := unix.Capget(&header, &has[0]); err != nil || has[0].Effective&(1<<unix.CAP_NET_ADMIN) == 0 {
		lacks = append(lacks, errors.New("the capability CAP_NET_ADMIN"))
	}
	const device = "/dev/net/tun"
	if file, err := os.OpenFile(device, os.O_RDWR, 0); err != nil {
		lacks = append(lacks, fmt.Errorf("%s: %w", device, err))
	} else {
		_ = file.Close()
	}
	return errors.Join(lacks...)
}

// SetUp prepares the machine for a tunnel whose link exists and is down, and raises it.
func SetUp(tunnel Tunnel) (*Place, error) {
	p := &Place{tunnel: tunnel}
	if err := p.setUp(); err != nil {
		return nil, errors.Join(fmt.Errorf("set up %s: %w", tunnel.Link, err), p.Close())
	}
	return p, nil
}

func (p *Place) setUp() error {
	before, err := inherit(p.tunnel.Link)
	if err != nil {
		return err
	}
	wanted, err := p.wanted(before)
	if err != nil {
		return err
	}
	p.was = before
	for path := range wanted {
		if _, known := before[path]; !known {
			if p.was[path], err = read(path); err != nil {
				return err
			}
		}
	}
	// What was is noted first, so that it is known if this process is killed meanwhile.
	if err := p.protect(); err != nil {
		return err
	}
	if err := wanted.set(); err != nil {
		return err
	}
	return p.raise()
}

// raise sets the link up, with routes to the peers. It has no address: there is none that the machine could answer for to
// its neighbours, whatever they ask.
func (p *Place) raise() error {
	link, err := netlink.LinkByName(p.tunnel.Link)
	if err != nil {
		return err
	}
	if err := quiet(p.tunnel).set(); err != nil {
		return err
	}
	if err := netlink.LinkSetUp(link); err != nil {
		return err
	}
	for _, each := range p.tunnel.Networks {
		destination := &net.IPNet{IP: each.Addr().AsSlice(), Mask: mask(each)}
		route := netlink.Route{LinkIndex: link.Attrs().Index, Dst: destination, Scope: netlink.SCOPE_LINK}
		if err := netlink.RouteAdd(&route); err != nil {
			return fmt.Errorf("route to %s: %w", each, err)
		}
	}
	return nil
}

// Close puts the machine back as it was. The link goes with whoever made it.
func (p *Place) Close() error {
	if err := drop(&nftables.Conn{}, p.tunnel.Link); err != nil {
		return err
	}
	return p.was.restoreAfterTheLast()
}

// PutBack puts back what processes that were killed have left. Tunnels that serve keep what they need.
func PutBack() error {
	before, err := inherit("")
	if err != nil {
		return err
	}
	return before.restoreAfterTheLast()
}

func (s switches) restoreAfterTheLast() error {
	others, err := ours(&nftables.Conn{})
	if err != nil || len(others) > 0 {
		return err // they still need what was switched, and know how it was
	}
	return s.restore()
}

// inherit learns from the tables of ours how the machine was before the first of them. Those of dead processes are removed.
func inherit(link string) (switches, error) {
	connection := &nftables.Conn{}
	tables, err := ours(connection)
	if err != nil {
		return nil, fmt.Errorf("list tables of nftables: %w", err)
	}
	was := switches{}
	for _, table := range tables {
		noted, err := notes(connection, table)
		if err != nil {
			return nil, err
		}
		was.learn(noted)
		name := strings.TrimPrefix(table.Name, tablePrefix)
		if _, err := netlink.LinkByName(name); err == nil && name != link {
			continue
		}
		if err := drop(connection, name); err != nil {
			return nil, err
		}
	}
	return was, nil
}

// families tells which IP versions the networks are of.
func families(networks []netip.Prefix) (four, six bool) {
	is4 := func(each netip.Prefix) bool { return each.Addr().Is4() }
	return slices.ContainsFunc(networks, is4), slices.ContainsFunc(networks, func(each netip.Prefix) bool { return !is4(each) })
}
