package xray

import (
	"context"
	"maps"
	"sync"
	"sync/atomic"

	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/common/session"
	"github.com/xtls/xray-core/features/routing"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/transport"
	"github.com/xtls/xray-core/transport/internet/stat"

	"vortexpanel.dev/tunnel/internal/account"
)

// accountInbound serves HTTP or SOCKS. Xray's servers of these read their accounts without a lock and cannot change them,
// so a change makes a server beside the one that connections have.
type accountInbound struct {
	// make makes a server for accounts: passwords by name. Without any it asks nobody, and accounts says who it is.
	make    func(accounts map[string]string) (proxy.Inbound, error)
	packets proxy.Inbound // of SOCKS over UDP; nil without

	served atomic.Pointer[accounts]
	open   associations

	mu sync.Mutex
}

// accounts are users by the name they give. A set is never changed.
type accounts struct {
	server  proxy.Inbound
	byName  map[string]*protocol.MemoryUser
	byEmail map[string]string
}

// accountSecret is what a user proves itself with.
type accountSecret struct {
	protocol.Account
	name, password string
}

// changeUsers implements batchOfUsers.
func (i *accountInbound) changeUsers(removed []string, added []*protocol.MemoryUser) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	next := &accounts{byName: map[string]*protocol.MemoryUser{}, byEmail: map[string]string{}}
	if before := i.served.Load(); before != nil {
		maps.Copy(next.byName, before.byName)
		maps.Copy(next.byEmail, before.byEmail)
	}
	for _, email := range removed {
		delete(next.byName, next.byEmail[email])
		delete(next.byEmail, email)
	}
	for _, user := range added {
		name := user.Account.(*accountSecret).name
		next.byName[name], next.byEmail[user.Email] = user, name
	}
	passwords := make(map[string]string, len(next.byName))
	for name, user := range next.byName {
		passwords[name] = user.Account.(*accountSecret).password
	}
	server, err := i.make(passwords)
	if err != nil {
		return err
	}
	next.server = server
	i.served.Store(next)
	return nil
}

// Network implements proxy.Inbound.
func (i *accountInbound) Network() []net.Network { return i.served.Load().server.Network() }

// Process implements proxy.Inbound.
func (i *accountInbound) Process(
	ctx context.Context, kind net.Network, conn stat.Connection, dispatcher routing.Dispatcher,
) error {
	now := i.served.Load()
	if kind == net.Network_UDP {
		return i.packets.Process(ctx, kind, conn, &packetNaming{dispatcher, &i.open})
	}
	naming := &naming{Dispatcher: dispatcher, accounts: now}
	if i.packets != nil {
		waiting := &associating{Connection: conn, naming: naming, inbound: session.InboundFromContext(ctx), open: &i.open}
		defer waiting.leave()
		conn = waiting
	}
	return now.server.Process(ctx, kind, conn, naming)
}

// naming puts the user in the place of the name that the server has checked.
type naming struct {
	routing.Dispatcher
	accounts   *accounts
	dispatched bool
}

func (n *naming) name(ctx context.Context) error {
	n.dispatched = true
	inbound := session.InboundFromContext(ctx)
	user := n.accounts.byName[inbound.User.Email]
	if user == nil {
		return account.ErrUnknownUser
	}
	// The server writes into the one it has made for the next request of the connection.
	inbound.User = &protocol.MemoryUser{Email: user.Email, Account: user.Account}
	return nil
}

// Dispatch implements routing.Dispatcher.
func (n *naming) Dispatch(ctx context.Context, target net.Destination) (*transport.Link, error) {
	if err := n.name(ctx); err != nil {
		return nil, err
	}
	return n.Dispatcher.Dispatch(ctx, target)
}

// DispatchLink implements routing.Dispatcher.
func (n *naming) DispatchLink(ctx context.Context, target net.Destination, link *transport.Link) error {
	if err := n.name(ctx); err != nil {
		return err
	}
	return n.Dispatcher.DispatchLink(ctx, target, link)
}
