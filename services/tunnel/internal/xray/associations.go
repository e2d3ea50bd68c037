package xray

import (
	"context"
	"fmt"
	"net/netip"
	"sync"

	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/common/session"
	"github.com/xtls/xray-core/features/routing"
	"github.com/xtls/xray-core/transport"
	"github.com/xtls/xray-core/transport/internet/stat"

	"vortexpanel.dev/tunnel/internal/account"
)

// associations are users who have asked SOCKS for UDP, by the address they asked from: packets name nobody (RFC 1928, 7).
type associations struct {
	mu   sync.Mutex
	from map[netip.Addr]map[*associating]*protocol.MemoryUser
}

func (a *associations) enter(who *associating, user *protocol.MemoryUser) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.from == nil {
		a.from = map[netip.Addr]map[*associating]*protocol.MemoryUser{}
	}
	if a.from[who.source] == nil {
		a.from[who.source] = map[*associating]*protocol.MemoryUser{}
	}
	a.from[who.source][who] = user
}

func (a *associations) leave(who *associating) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.from[who.source], who)
	if len(a.from[who.source]) == 0 {
		delete(a.from, who.source)
	}
}

// only is the user at the address, if it is one alone: what may be another's is counted to nobody, and not carried.
func (a *associations) only(source netip.Addr) (*protocol.MemoryUser, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	var found *protocol.MemoryUser
	for _, user := range a.from[source] {
		if found != nil && found.Email != user.Email {
			return nil, fmt.Errorf("two users ask for UDP from one address: %w", account.ErrUnknownUser)
		}
		found = user
	}
	if found == nil {
		return nil, account.ErrUnknownUser
	}
	return found, nil
}

// associating is a connection that may ask for UDP. When it is read from after the server knows the user, and nothing was
// dispatched, it has: the server reads on only to see it end.
type associating struct {
	stat.Connection
	naming  *naming
	inbound *session.Inbound
	open    *associations
	source  netip.Addr
	entered bool
}

// Read implements net.Conn.
func (c *associating) Read(p []byte) (int, error) {
	if user := c.inbound.User; !c.entered && !c.naming.dispatched && user != nil && user.Email != "" {
		if known := c.naming.of.find(user.Email, c.naming.by); known != nil {
			c.source, _ = netip.AddrFromSlice(sourceIP(c.inbound.Source))
			c.open.enter(c, known)
			c.entered = true
		}
	}
	return c.Connection.Read(p)
}

func (c *associating) leave() {
	if c.entered {
		c.open.leave(c)
	}
}

// packetNaming says whose packets they are.
type packetNaming struct {
	routing.Dispatcher
	open *associations
}

// Dispatch implements routing.Dispatcher.
func (n *packetNaming) Dispatch(ctx context.Context, target net.Destination) (*transport.Link, error) {
	inbound := session.InboundFromContext(ctx)
	source, _ := netip.AddrFromSlice(sourceIP(inbound.Source))
	user, err := n.open.only(source)
	if err != nil {
		return nil, err
	}
	inbound.User = &protocol.MemoryUser{Email: user.Email, Account: user.Account}
	return n.Dispatcher.Dispatch(ctx, target)
}
