package wireguard

import (
	"errors"
	"io"
	"maps"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.zx2c4.com/wireguard/conn"
	"golang.zx2c4.com/wireguard/device"
	"golang.zx2c4.com/wireguard/ipc"
	"golang.zx2c4.com/wireguard/wgctrl"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/wireguard/host"
)

// standIn is a link like the kernel's: upstream's device behind a TUN, which wgctrl speaks to as to the kernel's, and whose
// packets pass nftables in the same places.
type standIn struct {
	*wgctrl.Client
	device  *device.Device
	control net.Listener
}

func newStandIn(name string, mtu int) (kernelDevice, error) {
	link, err := newHostTUN(name, mtu, false)
	if err != nil {
		return nil, err
	}
	made := device.NewDevice(link, conn.NewDefaultBind(), device.NewLogger(device.LogLevelSilent, ""))
	file, err := ipc.UAPIOpen(name)
	if err != nil {
		made.Close()
		return nil, err
	}
	control, err := ipc.UAPIListen(name, file)
	if err != nil {
		made.Close()
		return nil, err
	}
	go func() {
		for {
			asks, err := control.Accept()
			if err != nil {
				return
			}
			go made.IpcHandle(asks)
		}
	}()
	client, err := wgctrl.New()
	if err == nil {
		err = made.Up()
	}
	s := standIn{client, made, control}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s standIn) Close() error {
	err := errors.Join(s.Client.Close(), s.control.Close())
	s.device.Close()
	return err
}

func newKernelLab(t *testing.T, options ...func(*Config)) *lab {
	t.Helper()
	options = append([]func(*Config){func(c *Config) { c.Datapath = DatapathKernel }}, options...)
	return newLabOver(t, newStandIn, options...)
}

func TestTheKernelCarriesAndNFTablesCounts(t *testing.T) {
	l := newKernelLab(t)
	target, target6 := internet(t)
	user := l.newUser(t, account.Limits{})
	c := l.client(t, user, 2)
	reaches(t, c, target)
	reaches(t, c, target6)
	var usage []account.Usage
	waitFor(t, "what passed is counted", func() bool {
		var err error
		if usage, err = l.book.Usage(); err != nil {
			t.Fatal(err)
		}
		const payload = 2 * (100_000 + 20*1200) // of both times
		return len(usage) == 1 && usage[0].UplinkBytes > payload && usage[0].DownlinkBytes > payload
	})
	if usage[0].User != user || usage[0].UplinkBytes > c.Sent.Load() || usage[0].DownlinkBytes > c.Received.Load() {
		t.Errorf("counted %+v of %d and %d", usage[0], c.Sent.Load(), c.Received.Load())
	}
	if sessions := l.book.Sessions(); len(sessions) != 1 || sessions[0].Source != netip.MustParseAddr("127.0.0.1") {
		t.Errorf("sessions: %+v", sessions)
	}
	l.apply(t) // nothing: what was charged ahead comes back
	if usage, _ = l.book.Usage(); l.book.ChargedBytes(user) != usage[0].UplinkBytes+usage[0].DownlinkBytes {
		t.Errorf("charged %d for %+v", l.book.ChargedBytes(user), usage[0])
	}
}

func TestTheKernelStopsAtTheLeasesEnd(t *testing.T) {
	const lease, overrun = 3_000_000, 64 << 10
	l := newKernelLab(t)
	target, _ := internet(t)
	user := l.newUser(t, account.Limits{Lease: &account.Lease{UntilBytes: lease}})
	c := l.client(t, user, 2)
	stream, err := c.DialTCPAddrPort(target)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(stream, endless{}) }()
	go func() { _, _ = io.Copy(io.Discard, stream) }()
	waitFor(t, "the lease is used", func() bool { return l.book.ChargedBytes(user) > lease-overrun && len(l.book.Sessions()) == 0 })
	if charged, got := l.book.ChargedBytes(user), c.Received.Load(); charged > lease+overrun || got > lease+overrun {
		t.Errorf("charged %d, got %d, of a lease of %d", charged, got, lease)
	}
	if err := l.book.SetUser(user, account.Limits{}); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "traffic flows again", func() bool { return opens(c, target, true) == nil })
}

func TestTheKernelEndsARemovedPeerAndNoOther(t *testing.T) {
	l := newKernelLab(t)
	target, _ := internet(t)
	leaving, staying := l.client(t, l.newUser(t, account.Limits{}), 2), l.client(t, l.newUser(t, account.Limits{}), 3)
	reaches(t, leaving, target)
	reaches(t, staying, target)
	if err := l.server.ChangeUsers(t.Context(), tag, vortex.UserChange{Removed: []vortex.DeviceKey{leaving.Key()}}); err != nil {
		t.Fatal(err)
	}
	if sessions := l.book.Sessions(); len(sessions) > 1 {
		t.Errorf("sessions: %+v", sessions)
	}
	if err := opens(leaving, target, false); err == nil {
		t.Error("a removed peer gets through")
	}
	reaches(t, staying, target)
}

func TestTheKernelKeepsUsersOutWhoseTimeIsOver(t *testing.T) {
	l := newKernelLab(t)
	target, _ := internet(t)
	user := l.newUser(t, account.Limits{})
	c := l.client(t, user, 2)
	reaches(t, c, target)
	waitFor(t, "it is present", func() bool { return len(l.book.Sessions()) == 1 })
	if err := l.book.SetUser(user, account.Limits{ExpiresAt: time.Now()}); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "nothing passes", func() bool { return opens(c, target, false) != nil })
}

func TestTheKernelKeepsPeersApartUnlessAllowed(t *testing.T) {
	for _, allowed := range []bool{false, true} {
		l := newKernelLab(t, func(c *Config) { c.AllowPeers = allowed })
		target, _ := internet(t)
		one, other := l.client(t, l.newUser(t, account.Limits{}), 2), l.client(t, l.newUser(t, account.Limits{}), 3)
		reaches(t, one, target)
		reaches(t, other, target)
		heard, err := other.ListenTCPAddrPort(netip.AddrPortFrom(other.IPv4, 80))
		if err != nil {
			t.Fatal(err)
		}
		go echoConnections(heard)
		if err := opens(one, netip.AddrPortFrom(other.IPv4, 80), allowed); allowed != (err == nil) {
			t.Errorf("allowed %v: %v", allowed, err)
		}
		_ = heard.Close()
		l.apply(t)
	}
}

func TestUsersOfALimitedSpeedAreRefusedByTheKernel(t *testing.T) {
	l := newKernelLab(t)
	user := vortex.User{
		ID: l.newUser(t, account.Limits{UplinkBytesPerSecond: 1 << 20}), Secret: inBase64(newKeys(t).public), IPv4: netip.MustParseAddr("10.8.0.2"),
	}
	err := l.server.ChangeUsers(t.Context(), tag, vortex.UserChange{Upserts: []vortex.User{user}})
	if refused := (vortex.RefusedUsers)(nil); !errors.As(err, &refused) || !errors.Is(refused[0].Cause, errShaped) {
		t.Errorf("answered %v", err)
	}
}

func TestAKernelWithoutWireGuardIsToldOf(t *testing.T) {
	l := newLabOver(t, func(string, int) (kernelDevice, error) { return nil, host.ErrNoWireGuard })
	before := machine(t)
	given := l.inbound("kernel", l.port+1, func(c *Config) { c.Datapath = DatapathKernel })
	err := l.server.Apply(t.Context(), []vortex.Inbound{given})
	if !errors.Is(err, host.ErrNoWireGuard) || !strings.Contains(err.Error(), "WireGuard") {
		t.Errorf("answered %v", err)
	}
	if after := machine(t); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
}
