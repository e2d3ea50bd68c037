// Package site is a whole laboratory at work: an engine with every door open, and an internet behind it.
package site

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"sync"

	"github.com/google/uuid"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/door"
	"vortexpanel.dev/lab/engine"
	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/netlab"
)

// Site is a laboratory at work.
type Site struct {
	*netlab.Lab
	World  *internet.Internet
	Engine *engine.Engine
	Doors  []door.Door

	folder    string
	arguments []string
	inbounds  []*tunnelv1.TunnelInbound
	ports     map[string]int
	wireguard *wireGuard
	revision  int64
	users     int

	mu       sync.Mutex
	nextPort map[string]int
	closers  []func()
}

const firstPort = 4000

// New builds a laboratory and serves every door in it. Arguments are more of the engine's.
func New(ctx context.Context, options netlab.Options, arguments ...string) (*Site, error) {
	s := &Site{arguments: arguments, ports: map[string]int{}, nextPort: map[string]int{}}
	if err := s.raise(ctx, options); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Site) raise(ctx context.Context, options netlab.Options) (err error) {
	if s.Lab, err = netlab.New(options); err != nil {
		return err
	}
	s.closers = append(s.closers, func() { _ = s.Lab.Close() })
	if s.folder, err = os.MkdirTemp("", "vortex-lab-"); err != nil {
		return err
	}
	s.closers = append(s.closers, func() { _ = os.RemoveAll(s.folder) })
	certificate, err := door.NewCertificate()
	if err != nil {
		return err
	}
	if s.World, err = internet.Serve(s.Internet, certificate.Pair); err != nil {
		return err
	}
	s.closers = append(s.closers, s.World.Close)
	borrowed := netip.AddrPortFrom(s.Internet.IPv4, internet.TLSPort).String()
	if s.Doors, err = door.All(certificate, borrowed); err != nil {
		return err
	}
	if s.wireguard, err = newWireGuard(); err != nil {
		return err
	}
	for n, each := range s.Doors {
		s.ports[each.Name] = firstPort + n
		s.inbounds = append(s.inbounds, each.Inbound(firstPort+n))
	}
	s.inbounds = append(s.inbounds, s.wireguard.inbound())
	if err := s.Start(ctx); err != nil {
		return err
	}
	s.closers = append(s.closers, func() { s.Engine.Close() })
	if err := s.Open(ctx); err != nil {
		return err
	}
	return s.Engine.Snapshot(ctx, 0)
}

// Start starts the engine, again when it was killed.
func (s *Site) Start(ctx context.Context) (err error) {
	s.Engine, err = engine.Start(ctx, s.Node, s.folder, s.arguments...)
	return err
}

// Open opens every door.
func (s *Site) Open(ctx context.Context) error {
	if _, err := s.Engine.Apply(ctx, &tunnelv1.ApplyRequest{Inbounds: s.inbounds}); err != nil {
		return fmt.Errorf("open the doors: %w", err)
	}
	return nil
}

// Folder is where the engine keeps its files.
func (s *Site) Folder() string { return s.folder }

// Port of a door on the node.
func (s *Site) Port(name string) int { return s.ports[name] }

// At is where the internet serves a port, over IPv4.
func (s *Site) At(port int) netip.AddrPort { return netip.AddrPortFrom(s.Internet.IPv4, uint16(port)) }

// At6 is the same over IPv6.
func (s *Site) At6(port int) netip.AddrPort { return netip.AddrPortFrom(s.Internet.IPv6, uint16(port)) }

// User is a customer with one device that may come through every door.
type User struct {
	*tunnelv1.TunnelUser
	secrets map[string]string
	wire    wireGuardDevice
}

// NewUser makes a user of the number, which is not told to the engine yet.
func (s *Site) NewUser(number int, limits *tunnelv1.UserLimits) (*User, error) {
	device := &tunnelv1.TunnelDevice{Id: uuid.NewString()}
	user := &User{
		TunnelUser: &tunnelv1.TunnelUser{Id: uuid.NewString(), Limits: limits, Devices: []*tunnelv1.TunnelDevice{device}},
		secrets:    map[string]string{},
	}
	for _, each := range s.Doors {
		user.secrets[each.Name] = each.NewSecret()
		device.Access = append(device.Access, &tunnelv1.InboundAccess{InboundTag: each.Name, Secret: user.secrets[each.Name]})
	}
	var err error
	if user.wire, err = newWireGuardDevice(number); err != nil {
		return nil, err
	}
	device.Access = append(device.Access, user.wire.access())
	return user, nil
}

// Admit makes users and tells the engine of them.
func (s *Site) Admit(ctx context.Context, limits ...*tunnelv1.UserLimits) ([]*User, error) {
	users, told := make([]*User, len(limits)), make([]*tunnelv1.TunnelUser, len(limits))
	for n, each := range limits {
		s.users++
		user, err := s.NewUser(s.users, each)
		if err != nil {
			return nil, err
		}
		users[n], told[n] = user, user.TunnelUser
	}
	return users, s.Change(ctx, told)
}

// Change tells the engine of users who are new or have changed, and of those who have gone.
func (s *Site) Change(ctx context.Context, upserts []*tunnelv1.TunnelUser, removed ...string) error {
	s.revision++
	err := s.Engine.Delta(ctx, s.revision, upserts, removed...)
	if err != nil {
		s.revision--
	}
	return err
}

// Close ends everything.
func (s *Site) Close() {
	for len(s.closers) > 0 {
		last := len(s.closers) - 1
		s.closers[last]()
		s.closers = s.closers[:last]
	}
}

var errNoWay = errors.New("the client has no way to this target")
