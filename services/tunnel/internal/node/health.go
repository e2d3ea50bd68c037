package node

import (
	"time"

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

// TotalBytes is what all users together sent and received: since the epoch began, and since this process began where
// counters were released.
func (n *Node) TotalBytes() (uplink, downlink uint64, err error) { return n.Book.TotalBytes() }
