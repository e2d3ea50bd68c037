package wireguard

import (
	"errors"
	"maps"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// withoutNetAdmin does something on a thread of its own, which may not change the machine's networks.
func withoutNetAdmin(t *testing.T, do func() error) error {
	t.Helper()
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and ends with the thread
		header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
		var has [2]unix.CapUserData
		err := unix.Capget(&header, &has[0])
		has[0].Effective &^= 1 << unix.CAP_NET_ADMIN
		if err = errors.Join(err, unix.Capset(&header, &has[0])); err == nil {
			err = do()
		}
		done <- err
	}()
	return <-done
}

func TestWithoutPrivilegeAnInboundServesFromAStackOfItsOwn(t *testing.T) {
	l := newLab(t)
	target, _ := internet(t)
	before := machine(t)
	given := l.inbound(tag, l.port, func(c *Config) { c.Datapath = DatapathAuto })
	apply := func() error { return l.server.Apply(t.Context(), []vortex.Inbound{given}) }
	if err := withoutNetAdmin(t, apply); err != nil {
		t.Fatal(err)
	}
	if after := machine(t); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
	stream, err := l.client(t, l.newUser(t, account.Limits{}), 2).DialTCPAddrPort(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := ask(stream, make([]byte, 4000), patience); err != nil {
		t.Error(err)
	}
}

func TestAnInboundThatNeedsATUNSaysWhatTheProcessLacks(t *testing.T) {
	l := newLab(t)
	given := l.inbound("other", l.port+1, func(c *Config) { c.Datapath = DatapathTUN })
	apply := func() error { return l.server.Apply(t.Context(), []vortex.Inbound{given}) }
	err := withoutNetAdmin(t, apply)
	if invalid := (*vortex.InvalidInbound)(nil); !errors.As(err, &invalid) || invalid.Tag != "other" || !strings.Contains(err.Error(), "CAP_NET_ADMIN") {
		t.Errorf("answered %v", err)
	}
}
