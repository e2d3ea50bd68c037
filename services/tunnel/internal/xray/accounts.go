package xray

import (
	"context"
	"maps"
	"sync"

	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/common/session"
	"github.com/xtls/xray-core/features/routing"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/transport"
	"github.com/xtls/xray-core/transport/internet/stat"

	"vortexpanel.dev/tunnel/internal/account"
)

// accountInbound serves HTTP or SOCKS. Xray's servers of these read their accounts without a lock and cannot change them, so
// after a change whoever comes next has a server made beside those that connections have. It copies all passwords: a change
// itself costs the same among few and among many.
type accountInbound struct {
	// make makes a server for accounts: passwords by name. Without any it asks nobody, and find says who it is.
	make     func(passwords map[string]string) (proxy.Inbound, error)
	networks []net.Network
	packets  proxy.Inbound // of SOCKS over UDP; nil without

	open associations

	mu        sync.RWMutex
	byName    map[string]*protocol.MemoryUser
	byEmail   map[string]string
	passwords map[string]string
	// served is nil after a change.
	served *accountServer
}

// accountServer is a server, and the passwords that it was made for.
type accountServer struct {
	proxy.Inbound
	passwords map[string]string
}

// accountSecret is what a user proves itself with.
type accountSecret struct {
	protocol.Account
	name, password string
}

// ready has an inbound without users whose configuration can be served.
func (i *accountInbound) ready() (*accountInbound, error) {
	i.byName, i.byEmail, i.passwords = map[string]*protocol.MemoryUser{}, map[string]string{}, map[string]string{}
	server, err := i.server()
	if err != nil {
		return nil, err
	}
	i.networks = server.Network()
	return i, nil
}

// changeUsers implements batchOfUsers.
func (i *accountInbound) changeUsers(removed []string, added []*protocol.MemoryUser) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.served = nil
	for _, email := range removed {
		delete(i.byName, i.byEmail[email])
		delete(i.passwords, i.byEmail[email])
		delete(i.byEmail, email)
	}
	for _, user := range added {
		secret := user.Account.(*accountSecret)
		i.byName[secret.name], i.byEmail[user.Email], i.passwords[secret.name] = user, secret.name, secret.password
	}
	return nil
}

// server for those who are users now.
func (i *accountInbound) server() (*accountServer, error) {
	i.mu.RLock()
	served := i.served
	i.mu.RUnlock()
	if served != nil {
		return served, nil
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.served == nil {
		passwords := maps.Clone(i.passwords)
		server, err := i.make(passwords)
		if err != nil {
			return nil, err
		}
		i.served = &accountServer{server, passwords}
	}
	return i.served, nil
}

// find answers with the user whose name and password a server has checked; nil where they are nobody's any more.
func (i *accountInbound) find(name string, by *accountServer) *protocol.MemoryUser {
	i.mu.RLock()
	defer i.mu.RUnlock()
	user := i.byName[name]
	if user == nil || user.Account.(*accountSecret).password != by.passwords[name] {
		return nil
	}
	return user
}

// Network implements proxy.Inbound.
func (i *accountInbound) Network() []net.Network { return i.networks }

// Process implements proxy.Inbound.
func (i *accountInbound) Process(
	ctx context.Context, kind net.Network, conn stat.Connection, dispatcher routing.Dispatcher,
) error {
	if kind == net.Network_UDP {
		return i.packets.Process(ctx, kind, conn, &packetNaming{dispatcher, &i.open})
	}
	server, err := i.server()
	if err != nil {
		return err
	}
	naming := &naming{Dispatcher: dispatcher, of: i, by: server}
	if i.packets != nil {
		waiting := &associating{Connection: conn, naming: naming, inbound: session.InboundFromContext(ctx), open: &i.open}
		defer waiting.leave()
		conn = waiting
	}
	return server.Process(ctx, kind, conn, naming)
}

// naming puts the user in the place of the name that the server has checked.
type naming struct {
	routing.Dispatcher
	of         *accountInbound
	by         *accountServer
	dispatched bool
}

func (n *naming) name(ctx context.Context) error {
	n.dispatched = true
	inbound := session.InboundFromContext(ctx)
	user := n.of.find(inbound.User.Email, n.by)
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
