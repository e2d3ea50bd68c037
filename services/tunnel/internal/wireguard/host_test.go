package wireguard

import (
	"errors"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/nftables"
	"github.com/vishvananda/netlink"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/wireguard/host"
)

// machine is what tunnels change of it.
func machine(t *testing.T) map[string]string {
	t.Helper()
	is := map[string]string{}
	for _, path := range []string{"ipv4/ip_forward", "ipv6/conf/all/forwarding", "ipv6/conf/out0/accept_ra", "ipv6/conf/out0/forwarding"} {
		text, err := os.ReadFile("/proc/sys/net/" + path)
		if err != nil {
			t.Fatal(err)
		}
		is[path] = strings.TrimSpace(string(text))
	}
	tables, err := (&nftables.Conn{}).ListTables()
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range tables {
		is["table "+each.Name] = "there"
	}
	links, err := netlink.LinkList()
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range links {
		is["link "+each.Attrs().Name] = "there"
	}
	routes, err := netlink.RouteList(nil, netlink.FAMILY_ALL)
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range routes {
		if each.Dst != nil && each.Dst.IP.IsLinkLocalUnicast() {
			continue // the kernel's own comes some time after its link
		}
		is["route "+each.String()] = "there"
	}
	return is
}

func setting(t *testing.T, path, value string) {
	t.Helper()
	if err := os.WriteFile("/proc/sys/net/"+path, []byte(value), 0); err != nil {
		t.Fatal(err)
	}
}

func onTUN(c *Config) { c.Datapath = DatapathTUN }

func TestTheMachineIsAfterwardsAsItWas(t *testing.T) {
	world(t)
	setting(t, "ipv6/conf/out0/accept_ra", "1")
	before := machine(t)
	if before["ipv4/ip_forward"] != "0" || before["ipv6/conf/all/forwarding"] != "0" {
		t.Fatalf("it forwards already: %v", before)
	}
	l := newLab(t, onTUN)
	during := machine(t)
	if during["ipv4/ip_forward"] != "1" || during["ipv6/conf/all/forwarding"] != "1" || during["ipv6/conf/out0/accept_ra"] != "2" {
		t.Errorf("it does not forward, or takes no routes any more: %v", during)
	}
	if name := host.LinkName(uint16(l.port)); during["link "+name] == "" || during["table vortex_"+name] == "" {
		t.Errorf("no link and table of %s: %v", name, during)
	}
	l.apply(t) // nothing
	if after := machine(t); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
}

func TestTheLastOfSeveralInboundsPutsTheMachineBack(t *testing.T) {
	world(t)
	before := machine(t)
	l := newLab(t, onTUN)
	other := l.inbound("other", l.port+1, func(c *Config) { c.Pools = []netip.Prefix{netip.MustParsePrefix("10.9.0.0/24")} })
	l.apply(t, l.inbound(tag, l.port), other)
	l.apply(t, other)
	if is := machine(t); is["ipv4/ip_forward"] != "1" {
		t.Error("the inbound that stays has lost what it needs")
	}
	l.apply(t)
	if after := machine(t); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
}

// killed sets up a tunnel of a process that is killed then, and answers with the name of its table.
func killed(t *testing.T) string {
	t.Helper()
	const port = 40001
	link, err := newHostTUN(host.LinkName(port), usualMTU, false)
	if err != nil {
		t.Fatal(err)
	}
	networks := []netip.Prefix{netip.MustParsePrefix("10.7.0.0/24"), netip.MustParsePrefix("fd00:7::/64")}
	if _, err := host.SetUp(host.Tunnel{Link: host.LinkName(port), Networks: networks}); err != nil {
		t.Fatal(err)
	}
	_ = link.Close() // as the kernel does for the process
	return "table vortex_" + host.LinkName(port)
}

func TestWhatAKilledProcessLeftIsPutBackByTheNext(t *testing.T) {
	world(t)
	before := machine(t)
	table := killed(t)
	l := newLab(t, onTUN)
	if is := machine(t); is[table] != "" {
		t.Error("the table of the dead process is still there")
	}
	l.apply(t)
	if after := machine(t); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
}

func TestWhatAKilledProcessLeftIsPutBackWithoutANext(t *testing.T) {
	world(t)
	before := machine(t)
	killed(t)
	if err := host.PutBack(); err != nil {
		t.Fatal(err)
	}
	if after := machine(t); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter %v", before, after)
	}

	l := newLab(t, onTUN)
	serving := machine(t)
	table := killed(t)
	if machine(t)[table] == "" {
		t.Fatal("nothing is left to put back")
	}
	if err := host.PutBack(); err != nil {
		t.Fatal(err)
	}
	if is := machine(t); !maps.Equal(serving, is) {
		t.Errorf("what serves had %v\nand has %v", serving, is)
	}
	l.apply(t)
	if after := machine(t); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
}

func TestANeighbourIsToldNothingOfTunnelAddressesAndReachesNone(t *testing.T) {
	there, l := world(t), newLab(t, onTUN)
	target4, _ := internet(t)
	c := l.client(t, l.newUser(t, account.Limits{}), 2)
	reaches(t, c, target4)
	heard, err := c.ListenUDPAddrPort(netip.AddrPortFrom(netip.Addr{}, knockPort))
	if err != nil {
		t.Fatal(err)
	}
	for _, inside := range []netip.Addr{c.IPv4, c.IPv6} {
		if err := there.in(func() error { return knock(inside) }); err != nil {
			t.Errorf("%s: %v", inside, err)
		}
	}
	_ = heard.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	if _, from, err := heard.ReadFrom(make([]byte, usualMTU)); err == nil {
		t.Errorf("%s came through", from)
	}
}

const knockPort = 7

// knock asks the neighbourhood for an address, and then sends to it by the node.
func knock(inside netip.Addr) error {
	if err := routeOver("in0", inside); err != nil {
		return err
	}
	send := func() error {
		conn, err := net.Dial("udp", netip.AddrPortFrom(inside, knockPort).String())
		if err == nil {
			_, err = conn.Write([]byte("who are you?"))
			_ = conn.Close()
		}
		return err
	}
	if err := send(); err != nil {
		return err
	}
	link, err := netlink.LinkByName("in0")
	if err != nil {
		return err
	}
	if err := isUnknown(link, inside); err != nil {
		return err
	}
	if err := errors.Join(dropRoute("in0", inside), addRoute(inside, nodeAt)); err != nil {
		return err
	}
	return errors.Join(send(), forgetRoute(inside))
}

// isUnknown waits until nobody has answered for an address.
func isUnknown(link netlink.Link, address netip.Addr) error {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		neighbours, err := netlink.NeighList(link.Attrs().Index, netlink.FAMILY_ALL)
		if err != nil {
			return err
		}
		for _, each := range neighbours {
			switch at, _ := netip.AddrFromSlice(each.IP); {
			case at.Unmap() != address:
			case each.State&netlink.NUD_REACHABLE != 0:
				return fmt.Errorf("somebody answers for it: %s", each.String())
			case each.State&netlink.NUD_FAILED != 0:
				return nil
			}
		}
	}
	return errors.New("it was never asked for")
}

func TestAMachineThatDidNotForwardForwardsForTunnelsAlone(t *testing.T) {
	there := world(t)
	aside, err := access()
	if err != nil {
		t.Fatal(err)
	}
	target, _ := internet(t)
	home := clientAt[0].Addr()
	_ = there.in(func() error { return addRoute(home, nodeAt) }) // it may be there
	_ = aside.in(func() error { return addRoute(target.Addr(), accessAt) })
	t.Cleanup(func() { _ = aside.in(func() error { return dropRoute("client0", target.Addr()) }) })
	through := func(wait time.Duration) error {
		return aside.in(func() error {
			conn, err := net.DialTimeout("tcp", target.String(), wait)
			if err != nil {
				return err
			}
			defer func() { _ = conn.Close() }()
			return ask(conn, []byte("hello"), patience)
		})
	}
	setting(t, "ipv4/ip_forward", "1")
	if err := through(patience); err != nil {
		t.Fatalf("a machine that forwards does not: %v", err)
	}
	setting(t, "ipv4/ip_forward", "0")
	newLab(t, onTUN)
	if is := machine(t)["ipv4/ip_forward"]; is != "1" {
		t.Fatal("it does not forward for tunnels")
	}
	if err := through(time.Second); err == nil {
		t.Error("it forwards for its neighbours")
	}
}
