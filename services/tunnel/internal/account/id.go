package account

import "github.com/google/uuid"

// ID names a user or a device: a UUID in its 16 bytes.
type ID = uuid.UUID

// Direction is the way a byte goes, seen from the customer.
type Direction uint8

const (
	// Uplink is from the customer to the internet.
	Uplink Direction = iota
	// Downlink is from the internet to the customer.
	Downlink
	directions
)

// Key names one counter pair.
type Key struct {
	User    ID
	Device  ID
	Inbound string
}

// Usage is what a key has counted in the ledger's epoch, in bytes.
type Usage struct {
	Key
	UplinkBytes   uint64
	DownlinkBytes uint64
	// life tells a counter that was released and began at zero again from the one before.
	life uint64
}
