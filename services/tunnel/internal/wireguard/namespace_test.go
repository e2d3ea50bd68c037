package wireguard

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netns"
)

// The tests run in a network of their own, where they may do as they like: this program starts itself in it.
const inNetwork = "VORTEX_TEST_IN_NETWORK"

func TestMain(m *testing.M) {
	if os.Getenv(inNetwork) != "" {
		os.Exit(m.Run())
	}
	for _, argument := range os.Args {
		if strings.HasPrefix(argument, "-test.fuzz") { // coordinates processes by open files; needs no network
			os.Exit(m.Run())
		}
	}
	again := exec.Command("/proc/self/exe", os.Args[1:]...)
	again.Args[0] = os.Args[0]
	again.Env = append(os.Environ(), inNetwork+"=1")
	again.Stdin, again.Stdout, again.Stderr = os.Stdin, os.Stdout, os.Stderr
	again.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET, Pdeathsig: syscall.SIGKILL}
	err := again.Run()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		os.Exit(ended.ExitCode())
	case err != nil:
		fmt.Fprintf(os.Stderr, "These tests need a network namespace, and so CAP_SYS_ADMIN and CAP_NET_ADMIN (root): %v\n", err)
		os.Exit(1)
	}
}

// Where the node and the internet meet.
var (
	nodeAt     = []netip.Prefix{netip.MustParsePrefix("203.0.113.1/24"), netip.MustParsePrefix("2001:db8:1::1/64")}
	internetAt = []netip.Prefix{netip.MustParsePrefix("203.0.113.2/24"), netip.MustParsePrefix("2001:db8:1::2/64")}
	// Farther addresses of the internet, which is where customers go.
	beyond = []netip.Addr{netip.MustParseAddr("198.51.100.7"), netip.MustParseAddr("2001:db8:7::7")}
)

// elsewhere is a network namespace beside this one: the internet.
type elsewhere struct{ handle netns.NsHandle }

var outside = struct {
	made *elsewhere
}{}

// world joins this network to another one, which has the addresses of the internet, once for all tests.
func world(t testing.TB) *elsewhere {
	t.Helper()
	if outside.made == nil {
		made, err := makeWorld()
		if err != nil {
			t.Fatalf("make a second network: %v", err)
		}
		outside.made = made
	}
	return outside.made
}

func makeWorld() (*elsewhere, error) {
	// A new network may begin as the machine's own is.
	err := errors.Join(os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("0"), 0), os.WriteFile("/proc/sys/net/ipv6/conf/all/forwarding", []byte("0"), 0))
	if err != nil {
		return nil, err
	}
	e, err := join("out0", nodeAt, "in0", internetAt)
	if err != nil {
		return nil, err
	}
	for _, each := range beyond {
		err = errors.Join(err, addRoute(each, internetAt))
	}
	return e, errors.Join(err, raise("lo"), e.in(func() error { return address("in0", whole(beyond)...) }))
}

// join makes a network and a cable to it.
func join(here string, at []netip.Prefix, there string, thereAt []netip.Prefix) (*elsewhere, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	own, err := netns.Get()
	if err != nil {
		return nil, err
	}
	handle, err := netns.New() // and enters it
	if err != nil {
		return nil, err
	}
	if err := netns.Set(own); err != nil {
		return nil, err
	}
	pair := &netlink.Veth{LinkAttrs: netlink.LinkAttrs{Name: here}, PeerName: there, PeerNamespace: netlink.NsFd(handle)}
	if err := netlink.LinkAdd(pair); err != nil {
		return nil, err
	}
	e := &elsewhere{handle}
	return e, errors.Join(address(here, at...), raise(here), e.in(func() error {
		return errors.Join(raise("lo"), address(there, thereAt...), raise(there))
	}))
}

func whole(addresses []netip.Addr) []netip.Prefix {
	var prefixes []netip.Prefix
	for _, each := range addresses {
		prefixes = append(prefixes, netip.PrefixFrom(each, each.BitLen()))
	}
	return prefixes
}

func raise(name string) error {
	link, err := netlink.LinkByName(name)
	if err != nil {
		return err
	}
	return netlink.LinkSetUp(link)
}

func address(name string, addresses ...netip.Prefix) error {
	link, err := netlink.LinkByName(name)
	if err != nil {
		return err
	}
	for _, each := range addresses {
		network := &net.IPNet{IP: each.Addr().AsSlice(), Mask: net.CIDRMask(each.Bits(), each.Addr().BitLen())}
		if err := netlink.AddrAdd(link, &netlink.Addr{IPNet: network, Flags: syscall.IFA_F_NODAD}); err != nil {
			return fmt.Errorf("address %s: %w", each, err)
		}
	}
	return nil
}

// addRoute leads to an address by the one of its kind.
func addRoute(to netip.Addr, by []netip.Prefix) error {
	for _, each := range by {
		if each.Addr().Is4() != to.Is4() {
			continue
		}
		destination := &net.IPNet{IP: to.AsSlice(), Mask: net.CIDRMask(to.BitLen(), to.BitLen())}
		if err := netlink.RouteAdd(&netlink.Route{Dst: destination, Gw: each.Addr().AsSlice()}); err != nil {
			return fmt.Errorf("route to %s: %w", to, err)
		}
	}
	return nil
}

// forgetRoute undoes addRoute.
func forgetRoute(to netip.Addr) error {
	destination := &net.IPNet{IP: to.AsSlice(), Mask: net.CIDRMask(to.BitLen(), to.BitLen())}
	return netlink.RouteDel(&netlink.Route{Dst: destination})
}

// in runs in the other network: sockets that are opened there stay there.
func (e *elsewhere) in(work func() error) error {
	result := make(chan error)
	go func() {
		runtime.LockOSThread() // the thread ends with this goroutine
		if err := netns.Set(e.handle); err != nil {
			result <- err
			return
		}
		result <- work()
	}()
	return <-result
}

// routeOver leads to an address over a link.
func routeOver(name string, to netip.Addr) error {
	link, err := netlink.LinkByName(name)
	if err != nil {
		return err
	}
	destination := &net.IPNet{IP: to.AsSlice(), Mask: net.CIDRMask(to.BitLen(), to.BitLen())}
	return netlink.RouteAdd(&netlink.Route{LinkIndex: link.Attrs().Index, Dst: destination, Scope: netlink.SCOPE_LINK})
}

func dropRoute(name string, to netip.Addr) error {
	link, err := netlink.LinkByName(name)
	if err != nil {
		return err
	}
	destination := &net.IPNet{IP: to.AsSlice(), Mask: net.CIDRMask(to.BitLen(), to.BitLen())}
	return netlink.RouteDel(&netlink.Route{LinkIndex: link.Attrs().Index, Dst: destination, Scope: netlink.SCOPE_LINK})
}
