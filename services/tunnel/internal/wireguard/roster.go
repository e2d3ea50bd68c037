package wireguard

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"

	"golang.zx2c4.com/wireguard/device"

	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// roster are the devices that an inbound serves.
type roster struct {
	pools   []netip.Prefix
	byKey   map[vortex.DeviceKey]*peer
	byProof map[key]struct{}
}

func newRoster(pools []netip.Prefix) roster {
	return roster{pools: pools, byKey: map[vortex.DeviceKey]*peer{}, byProof: map[key]struct{}{}}
}

var (
	errAddress = errors.New("the device needs an address of the tunnel's networks, and no other")
	errTaken   = errors.New("another device has this key or this address")
	errFull    = errors.New("the inbound has as many devices as one WireGuard can have")
)

// mostPeers of one device, and so of one inbound, beside the probe: more need a second inbound, on a port of its own.
const mostPeers = device.MaxPeers - 1

// proof of a user: the device's key, and what is shared beside it.
type proof struct {
	public    key
	shared    key
	hasShared bool
}

func proofOf(user vortex.User) (proof, error) {
	public, err := keyOf(user.Secret)
	if err != nil || user.PresharedKey == "" {
		return proof{public: public}, err
	}
	shared, err := keyOf(user.PresharedKey)
	return proof{public, shared, true}, err
}

// check says why a user cannot be added.
func (r *roster) check(user vortex.User, proof proof, peers *table) error {
	if len(r.byKey) >= mostPeers {
		return errFull
	}
	if _, taken := r.byProof[proof.public]; taken {
		return errTaken
	}
	addresses := tunnelAddresses(user)
	if len(addresses) == 0 {
		return errAddress
	}
	for _, address := range addresses {
		if !within(r.pools, address) {
			return errAddress
		}
		if peers.of(address) != nil {
			return errTaken
		}
	}
	return nil
}

func (r *roster) users() []vortex.User {
	users := make([]vortex.User, 0, len(r.byKey))
	for _, each := range r.byKey {
		users = append(users, each.User)
	}
	return users
}

// addition says a peer to the device.
func addition(user vortex.User, proof proof) string {
	var text strings.Builder
	fmt.Fprintf(&text, "public_key=%s\n", proof.public.hex())
	if proof.hasShared {
		fmt.Fprintf(&text, "preshared_key=%s\n", proof.shared.hex())
	}
	text.WriteString("replace_allowed_ips=true\n")
	for _, address := range tunnelAddresses(user) {
		fmt.Fprintf(&text, "allowed_ip=%s\n", netip.PrefixFrom(address, address.BitLen()))
	}
	return text.String()
}

func removal(proof proof) string {
	return fmt.Sprintf("public_key=%s\nremove=true\n", proof.public.hex())
}

func tunnelAddresses(user vortex.User) []netip.Addr {
	addresses := make([]netip.Addr, 0, 2)
	for _, each := range []netip.Addr{user.IPv4, user.IPv6} {
		if each.IsValid() {
			addresses = append(addresses, each)
		}
	}
	return addresses
}
