package account

import (
	"errors"
	"time"
)

// Why a session is refused or cut.
var (
	ErrUnknownUser      = errors.New("unknown user")
	ErrRemoved          = errors.New("the user was removed")
	ErrExpired          = errors.New("the user's time is over")
	ErrExhausted        = errors.New("the user's lease is used up")
	ErrTooManyAddresses = errors.New("the user is connected from as many addresses as allowed")
	ErrTooManyDevices   = errors.New("the user is connected with as many devices as allowed")
	ErrKilled           = errors.New("the session was ended by the operator")
	ErrShaped           = errors.New("it is not the user's turn")
	ErrClosed           = errors.New("the session is closed")
)

// Limits are what a user may. The zero value limits nothing.
type Limits struct {
	// ExpiresAt ends the user's time. Zero: never.
	ExpiresAt time.Time
	// Lease is how much may still be charged. Nil: as much as one likes.
	Lease *Lease
	// Over all connections and protocols of the user together, in bytes per second. 0: as fast as it goes.
	UplinkBytesPerSecond   uint64
	DownlinkBytesPerSecond uint64
	// Simultaneous source addresses; an IPv6 network of 64 bits counts as one. 0: any number.
	MostAddresses int
	// Simultaneous devices. 0: any number.
	MostDevices int
	// Those of MostAddresses and MostDevices that this node may let in. Nil: all.
	AddressSlots *Slots `json:",omitempty"`
	DeviceSlots  *Slots `json:",omitempty"`
}

// Lease lets a user's charged total of an epoch grow up to UntilBytes. A lease of another epoch than the ledger's counts
// from zero: losing the ledger may give away what was used before, but cuts nobody off.
type Lease struct {
	Epoch      uint64
	UntilBytes uint64
	// Returns: it may be less than it was, and the panel waits to hear how far the user has come.
	Returns bool `json:",omitempty"`
}

// unit is a coefficient of one, in thousandths; charged totals are kept in thousandths of a byte, so no remainder is lost.
const unit = 1000

func (l Limits) rate(d Direction) uint64 {
	if d == Uplink {
		return l.UplinkBytesPerSecond
	}
	return l.DownlinkBytesPerSecond
}
