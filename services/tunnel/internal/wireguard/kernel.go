package wireguard

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"

	"golang.zx2c4.com/wireguard/wgctrl"
	"golang.zx2c4.com/wireguard/wgctrl/wgtypes"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/wireguard/host"
)

// kernelDevice is a link of the kernel's WireGuard.
type kernelDevice interface {
	ConfigureDevice(name string, config wgtypes.Config) error
	Device(name string) (*wgtypes.Device, error)
	// Close removes it.
	Close() error
}

// kernelLink is the real one.
type kernelLink struct {
	*wgctrl.Client
	name string
}

func newKernelLink(name string, mtu int) (kernelDevice, error) {
	if err := host.AddWireGuard(name, mtu); err != nil {
		return nil, err
	}
	client, err := wgctrl.New()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("speak to the kernel's WireGuard: %w", err), host.RemoveLink(name))
	}
	return kernelLink{client, name}, nil
}

// Close implements kernelDevice.
func (k kernelLink) Close() error { return errors.Join(k.Client.Close(), host.RemoveLink(k.name)) }

// kernelDoor is an inbound whose packets the kernel carries. This process looks on: nftables counts for it, and stops what
// goes beyond a peer's allowance, which is charged ahead.
type kernelDoor struct {
	roster
	given  vortex.Inbound
	config Config
	name   string
	book   *account.Book
	device kernelDevice
	place  *host.Place
	peers  table
	watch  *watch
}

func openKernel(book *account.Book, given vortex.Inbound, config Config, link func(string, int) (kernelDevice, error)) (door, error) {
	if err := host.Missing(); err != nil {
		return nil, fmt.Errorf("%w %w", errPrivilege, err)
	}
	d := &kernelDoor{
		roster: newRoster(config.Pools), given: given, config: config, name: host.LinkName(config.Port), book: book,
		peers: table{peers: map[netip.Addr]*peer{}},
	}
	device, err := link(d.name, config.MTUBytes)
	if err != nil {
		return nil, err
	}
	d.device = device
	if err := d.listen(); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

func (d *kernelDoor) listen() error {
	private, _ := keyOf(d.config.PrivateKey) // checked by parse
	secret, port := wgtypes.Key(private), int(d.config.Port)
	err := d.device.ConfigureDevice(d.name, wgtypes.Config{PrivateKey: &secret, ListenPort: &port, ReplacePeers: true})
	if err != nil {
		return fmt.Errorf("listen on port %d: %w", d.config.Port, err)
	}
	d.place, err = host.SetUp(host.Tunnel{
		Link: d.name, Networks: d.config.Pools, AllowPrivate: d.config.AllowPrivate, AllowPeers: d.config.AllowPeers,
		Own: *newReach(d.config).own.Load(), Metered: true,
	})
	if err != nil {
		return err
	}
	d.watch = startWatch(d.book, d.given.Tag, d.name, d.device, d.place.Peers())
	return nil
}

func (d *kernelDoor) inbound() vortex.Inbound { return d.given }

func (d *kernelDoor) close() {
	var failed error
	if d.watch != nil {
		d.watch.close()
	}
	failed = errors.Join(failed, d.device.Close())
	if d.place != nil {
		failed = errors.Join(failed, d.place.Close())
	}
	if failed != nil {
		slog.Error("the machine is not as it was", "inbound", d.given.Tag, "error", failed)
	}
}

var errShaped = errors.New("the user's speed is limited, which the kernel's WireGuard cannot do: the inbound needs another datapath")

func (d *kernelDoor) change(change vortex.UserChange) error {
	var config wgtypes.Config
	var gone []key
	var added []watched
	remove := func(of vortex.DeviceKey) {
		removed := d.byKey[of]
		if removed == nil {
			return
		}
		proof, _ := proofOf(removed.User) // was read when it was added
		delete(d.byKey, of)
		delete(d.byProof, proof.public)
		d.peers.remove(removed)
		gone = append(gone, proof.public)
		config.Peers = append(config.Peers, wgtypes.PeerConfig{PublicKey: wgtypes.Key(proof.public), Remove: true})
	}
	for _, each := range change.Removed {
		remove(each)
	}
	var refused vortex.RefusedUsers
	for _, user := range change.Upserts {
		if before := d.byKey[user.Key()]; before != nil && before.User == user {
			continue
		}
		remove(user.Key())
		proof, err := d.admit(user)
		if err != nil {
			refused = append(refused, vortex.RefusedUser{Tag: d.given.Tag, DeviceKey: user.Key(), Cause: err})
			continue
		}
		added = append(added, watched{User: user, public: proof.public})
		config.Peers = append(config.Peers, kernelPeer(user, proof))
	}
	if err := d.tell(gone, added, config); err != nil {
		for _, each := range added { // or they would be taken for known when the change is made again
			remove(each.Key())
		}
		return fmt.Errorf("inbound %q: change peers: %w", d.given.Tag, err)
	}
	if len(refused) > 0 {
		return refused
	}
	return nil
}

// tell has nftables know of a peer before the kernel does, and forget it first.
func (d *kernelDoor) tell(gone []key, added []watched, config wgtypes.Config) error {
	if len(config.Peers) == 0 {
		return nil
	}
	return errors.Join(d.watch.forget(gone), d.watch.add(added), d.device.ConfigureDevice(d.name, config))
}

func (d *kernelDoor) admit(user vortex.User) (proof, error) {
	proof, err := proofOf(user)
	if err != nil {
		return proof, err
	}
	if err := d.check(user, proof, &d.peers); err != nil {
		return proof, err
	}
	if d.book.Shaped(user.ID) {
		return proof, errShaped
	}
	added := newPeer(user, nil)
	d.byKey[user.Key()], d.byProof[proof.public] = added, struct{}{}
	d.peers.add(added)
	return proof, nil
}

func kernelPeer(user vortex.User, proof proof) wgtypes.PeerConfig {
	made := wgtypes.PeerConfig{PublicKey: wgtypes.Key(proof.public), ReplaceAllowedIPs: true}
	if proof.hasShared {
		shared := wgtypes.Key(proof.shared)
		made.PresharedKey = &shared
	}
	for _, address := range tunnelAddresses(user) {
		made.AllowedIPs = append(made.AllowedIPs, net.IPNet{
			IP: address.AsSlice(), Mask: net.CIDRMask(address.BitLen(), address.BitLen()),
		})
	}
	return made
}
