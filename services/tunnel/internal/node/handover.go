package node

import (
	"context"
	"log/slog"
	"time"

	"vortexpanel.dev/tunnel/internal/ports"
	"vortexpanel.dev/tunnel/internal/protocol"
)

// handingOver is how long ports stay open behind the next process, for what waits to be accepted or shakes hands.
const handingOver = 2 * time.Second

// Freeze takes no more changes, and leaves the ports that cannot be shared to the next process. Then the answer is called:
// with true once that serves, which makes this one follow changes of users without storing them; with false to go on.
func (n *Node) Freeze(ctx context.Context) (end func(handedOver bool), err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.frozen || n.draining.Load() {
		return nil, ErrDraining
	}
	n.frozen = true
	closed := n.closeInbounds(ctx, func(e *engine) bool {
		_, shares := e.server.(protocol.PortSharer)
		return !shares
	})
	n.note()
	return func(handedOver bool) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.frozen = false
		if n.handedOver = handedOver; handedOver {
			n.draining.Store(true)
			return
		}
		n.store.Distrust()
		if err := n.goBack(context.WithoutCancel(ctx), closed); err != nil {
			slog.Error("cannot serve as before", "error", err)
			n.fault("state", "Not all inbounds could be opened again.")
		}
		n.note()
	}, nil
}

func (n *Node) closeInbounds(ctx context.Context, of func(*engine) bool) []*engine {
	var closed []*engine
	for _, e := range n.engines {
		if e.server == nil || !of(e) {
			continue
		}
		if err := e.server.Apply(ctx, nil); err != nil {
			slog.Error("cannot close inbounds", "engine", e.Name, "error", err)
		}
		e.served = map[string]protocol.Inbound{}
		closed = append(closed, e)
	}
	return closed
}

// TakePorts turns what is new on the ports to this process, beside the one that listened on them first.
func (n *Node) TakePorts() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	var shared []ports.Port
	for _, e := range n.engines {
		if sharer, shares := e.server.(protocol.PortSharer); shares {
			shared = append(shared, sharer.Ports()...)
		}
	}
	return ports.ToSecond(shared)
}
