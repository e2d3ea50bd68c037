package wireguard

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"time"

	"golang.zx2c4.com/wireguard/conn"
	"golang.zx2c4.com/wireguard/device"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// door is an inbound as it runs: one device.
type door struct {
	given   vortex.Inbound
	config  Config
	device  *device.Device
	meter   *meter
	forward *forwarder
	byKey   map[vortex.DeviceKey]*peer
	byProof map[string]vortex.DeviceKey // by public key
	stop    chan struct{}
	tended  chan struct{}
}

func open(book *account.Book, given vortex.Inbound) (*door, error) {
	config, err := parse(given)
	if err != nil {
		return nil, err
	}
	metered := &meter{book: book, tag: given.Tag, isIn: config.inPools, peers: table{peers: map[netip.Addr]*peer{}}}
	network, err := newStackTUN(config.MTUBytes, metered)
	if err != nil {
		return nil, err
	}
	d := &door{
		given: given, config: config,
		meter:   metered,
		forward: forward(network.stack, config.AllowPrivate),
		byKey:   map[vortex.DeviceKey]*peer{}, byProof: map[string]vortex.DeviceKey{},
		stop: make(chan struct{}), tended: make(chan struct{}),
	}
	d.device = device.NewDevice(network, tellingBind{conn.NewDefaultBind()}, &device.Logger{
		Verbosef: device.DiscardLogf,
		Errorf: func(format string, args ...any) {
			slog.Debug(fmt.Sprintf(format, args...), "engine", "wireguard", "inbound", given.Tag)
		},
	})
	go d.tend()
	key, _ := keyInHex(config.PrivateKey) // checked by parse
	if err := d.device.IpcSet(fmt.Sprintf("private_key=%s\nlisten_port=%d\n", key, config.Port)); err != nil {
		d.close()
		return nil, fmt.Errorf("configure the device: %w", err)
	}
	if err := d.device.Up(); err != nil {
		d.close()
		return nil, fmt.Errorf("listen on port %d: %w", config.Port, err)
	}
	return d, nil
}

func (d *door) same(given vortex.Inbound) bool { return bytes.Equal(d.given.Config, given.Config) }

// close ends everything of the inbound.
func (d *door) close() {
	close(d.stop)
	<-d.tended
	for _, each := range d.byKey {
		each.leave(true)
	}
	d.forward.cancel()
	d.device.Close() // with its TUN
	d.forward.Close()
	d.meter.waiting.Wait() // their sessions have ended
}

func (d *door) tend() {
	defer close(d.tended)
	const often = time.Second
	tick := time.NewTicker(often)
	defer tick.Stop()
	for {
		select {
		case <-d.stop:
			return
		case now := <-tick.C:
			for _, each := range d.meter.peers.all() {
				each.tend(now)
			}
		}
	}
}

// all peers, once for each of their addresses.
func (t *table) all() []*peer {
	t.mu.RLock()
	defer t.mu.RUnlock()
	all := make([]*peer, 0, len(t.peers))
	for _, each := range t.peers {
		all = append(all, each)
	}
	return all
}

func (d *door) change(change vortex.UserChange) error {
	var commands strings.Builder
	for _, key := range change.Removed {
		d.remove(key, &commands)
	}
	var refused vortex.RefusedUsers
	for _, user := range change.Upserts {
		if before := d.byKey[user.Key()]; before != nil && before.User == user {
			continue
		}
		d.remove(user.Key(), &commands)
		if err := d.add(user, &commands); err != nil {
			refused = append(refused, vortex.RefusedUser{Tag: d.given.Tag, DeviceKey: user.Key(), Cause: err})
		}
	}
	if commands.Len() > 0 {
		if err := d.device.IpcSet(commands.String()); err != nil {
			return fmt.Errorf("inbound %q: change peers: %w", d.given.Tag, err)
		}
	}
	if len(refused) > 0 {
		return refused
	}
	return nil
}

var (
	errAddress = errors.New("the device needs an address of the tunnel's networks, and no other")
	errTaken   = errors.New("another device has this key or this address")
)

func (d *door) add(user vortex.User, commands *strings.Builder) error {
	key, err := keyInHex(user.Secret)
	if err != nil {
		return err
	}
	shared := ""
	if user.PresharedKey != "" {
		if shared, err = keyInHex(user.PresharedKey); err != nil {
			return err
		}
	}
	if _, taken := d.byProof[key]; taken {
		return errTaken
	}
	addresses := tunnelAddresses(user)
	if len(addresses) == 0 {
		return errAddress
	}
	for _, address := range addresses {
		if !d.config.inPools(address) {
			return errAddress
		}
		if d.meter.peers.of(address) != nil {
			return errTaken
		}
	}
	added := &peer{User: user, source: func() netip.Addr { return d.sourceOf(key) }}
	d.byKey[user.Key()], d.byProof[key] = added, user.Key()
	fmt.Fprintf(commands, "public_key=%s\nreplace_allowed_ips=true\n", key)
	if shared != "" {
		fmt.Fprintf(commands, "preshared_key=%s\n", shared)
	}
	d.meter.peers.mu.Lock()
	defer d.meter.peers.mu.Unlock()
	for _, address := range addresses {
		d.meter.peers.peers[address] = added
		fmt.Fprintf(commands, "allowed_ip=%s\n", netip.PrefixFrom(address, address.BitLen()))
	}
	return nil
}

// remove ends the peer at once: its packets find nobody from here on.
func (d *door) remove(key vortex.DeviceKey, commands *strings.Builder) {
	removed := d.byKey[key]
	if removed == nil {
		return
	}
	d.meter.peers.mu.Lock()
	for _, address := range tunnelAddresses(removed.User) {
		delete(d.meter.peers.peers, address)
	}
	d.meter.peers.mu.Unlock()
	removed.leave(true)
	public, _ := keyInHex(removed.Secret) // was read when it was added
	delete(d.byKey, key)
	delete(d.byProof, public)
	fmt.Fprintf(commands, "public_key=%s\nremove=true\n", public)
}

func tunnelAddresses(user vortex.User) []netip.Addr {
	var addresses []netip.Addr
	for _, each := range []netip.Addr{user.IPv4, user.IPv6} {
		if each.IsValid() {
			addresses = append(addresses, each)
		}
	}
	return addresses
}
