package account

import (
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"slices"
)

// Slots are what this node may let in of the addresses, or of the devices, that a user may have on all nodes together.
type Slots struct {
	// Any so many at once, beside those that are named.
	Any   int    `json:"any,omitempty"`
	Named []Mark `json:"named,omitempty"`
	// WantedElsewhere: another node waits for one.
	WantedElsewhere bool `json:"wantedElsewhere,omitempty"`
}

// Mark is what an address or a device of a user is known by where neither is written down. All nodes come to the same.
type Mark uint64

func mark(user ID, what []byte) Mark {
	var both [len(user) + len(ID{})]byte
	sum := sha256.Sum256(both[:copy(both[:], user[:])+copy(both[len(user):], what)])
	return Mark(binary.BigEndian.Uint64(sum[:]))
}

func networkMark(user ID, where netip.Prefix) Mark {
	bytes := where.Addr().AsSlice()
	return mark(user, bytes[:min(len(bytes), bitsOfIPv6Network/8)])
}

func deviceMark(user, device ID) Mark { return mark(user, device[:]) }

// names tells whether one has a slot of its own.
func (s *Slots) names(one Mark) bool { return slices.Contains(s.Named, one) }

// watched tells whether the panel waits to hear who is there.
func (l Limits) watched() bool {
	return l.AddressSlots != nil && l.AddressSlots.WantedElsewhere ||
		l.DeviceSlots != nil && l.DeviceSlots.WantedElsewhere || l.Lease != nil && l.Lease.Returns
}
