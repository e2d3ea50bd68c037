package wireguard

import (
	"errors"
	"maps"
	"net/netip"
	"testing"

	"vortexpanel.dev/tunnel/internal/account"
	programs "vortexpanel.dev/tunnel/internal/peer"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// Processes of one machine know of each other by what stands in its tables alone, and so do these servers.
func TestInboundsOfTwoInstancesShareTheMachine(t *testing.T) {
	world(t)
	before := machine(t)
	target, _ := internet(t)
	onOtherPools := func(c *Config) {
		c.Pools = []netip.Prefix{netip.MustParsePrefix("10.9.0.0/24"), netip.MustParsePrefix("fd00:9::/64")}
	}
	one, other := newLab(t, onTUN), newLab(t, onTUN, onOtherPools)
	clients := []*client{
		one.client(t, one.newUser(t, account.Limits{}), 2),
		other.clientAt(t, other.newUser(t, account.Limits{}), netip.MustParseAddr("10.9.0.2"), netip.MustParseAddr("fd00:9::2")),
	}
	asks := func(c *client) error {
		stream, err := c.DialTCPAddrPort(target)
		if err != nil {
			return err
		}
		defer func() { _ = stream.Close() }()
		return ask(stream, make([]byte, 4000), patience)
	}
	for at, each := range clients {
		if err := asks(each); err != nil {
			t.Errorf("instance %d does not carry: %v", at, err)
		}
	}

	third := newServer(one.book)
	var refused *vortex.InvalidInbound
	err := third.Apply(t.Context(), []vortex.Inbound{one.inbound("of taken networks", programs.FreePort(t))})
	if !errors.As(err, &refused) || refused.Tag != "of taken networks" {
		t.Errorf("networks of another instance: %v", err)
	}
	if err := asks(clients[0]); err != nil {
		t.Errorf("whose networks they are does not carry: %v", err)
	}
	one.apply(t)
	if err := asks(clients[1]); err != nil {
		t.Errorf("the instance that stays has lost what it needs: %v", err)
	}
	other.apply(t)
	if after := machine(t); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
}
