package node

import (
	"fmt"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/protocol"
)

// Health is how the engine is.
type Health struct {
	// Parts and what is wrong with each; empty where all is well.
	Parts    map[string]string
	Users    int
	Sessions int
	Inbounds int
	Draining bool
}

// Health looks at everything. Waits for no change that is being made.
func (n *Node) Health() Health {
	n.seen.RLock()
	defer n.seen.RUnlock()
	health := Health{
		Parts: map[string]string{"state": n.faults["state"]}, Users: n.Book.Users(), Sessions: len(n.Book.Sessions()),
		Inbounds: n.inbounds, Draining: n.draining.Load(),
	}
	for _, e := range n.engines {
		health.Parts[e.Name] = n.faults[e.Name]
	}
	return health
}

// StartedAt is when this process began to serve.
func (n *Node) StartedAt() time.Time { return n.started }

// Engines lists what is built in.
func (n *Node) Engines() []protocol.Engine { return protocol.Engines() }

// Release forgets the counters of users who were removed. Fails with account.ErrPresent for one who was not.
func (n *Node) Release(ids []account.ID) error {
	usage, err := n.Book.Usage()
	if err != nil {
		return err
	}
	gone := make(map[account.ID]bool, len(ids))
	for _, id := range ids {
		gone[id] = true
	}
	bytes := map[account.ID]account.Usage{}
	for _, each := range usage {
		if gone[each.User] {
			sum := bytes[each.User]
			sum.UplinkBytes += each.UplinkBytes
			sum.DownlinkBytes += each.DownlinkBytes
			bytes[each.User] = sum
		}
	}
	for _, id := range ids {
		if err := n.Book.Release(id); err != nil {
			return &ReleaseRefused{id, err}
		}
		n.released[account.Uplink].Add(bytes[id].UplinkBytes)
		n.released[account.Downlink].Add(bytes[id].DownlinkBytes)
	}
	return nil
}

// ReleaseRefused says whose counters are kept, and why.
type ReleaseRefused struct {
	User  account.ID
	Cause error
}

func (e *ReleaseRefused) Error() string {
	return fmt.Sprintf("release the counters of %s: %v", e.User, e.Cause)
}
func (e *ReleaseRefused) Unwrap() error { return e.Cause }

// TotalBytes is what all users together sent and received: since the epoch began, and since this process began where
// counters were released.
func (n *Node) TotalBytes() (uplink, downlink uint64, err error) {
	usage, err := n.Book.Usage()
	if err != nil {
		return 0, 0, err
	}
	uplink, downlink = n.released[account.Uplink].Load(), n.released[account.Downlink].Load()
	for _, each := range usage {
		uplink += each.UplinkBytes
		downlink += each.DownlinkBytes
	}
	return uplink, downlink, nil
}
