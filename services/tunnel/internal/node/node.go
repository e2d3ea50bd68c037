// Package node is the engine as a whole: it holds what is to be served, and brings the servers of all protocols, the
// accounts and the stored state to it.
package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"
)

// Node serves inbounds to users.
type Node struct {
	Book    *account.Book
	started time.Time

	draining atomic.Bool
	// mu orders changes; who only looks at health or users does not wait for it.
	mu      sync.Mutex
	engines []*engine
	store   *state.Store
	content *state.Content
	// changes counts those of users.
	changes int
	// frozen: the next process is about to take over. handedOver: it has.
	frozen, handedOver bool

	seen     sync.RWMutex
	revision state.Revision
	inbounds int
	settings []string          // that wait for the next process
	faults   map[string]string // by part
}

// engine is one that may be running.
type engine struct {
	protocol.Engine
	server   protocol.Server
	settings []byte // it was started with
	served   map[string]protocol.Inbound
}

// Start serves what is stored at path. An inbound that cannot be opened is left out: health tells, and the next Apply tries
// again.
func Start(ctx context.Context, book *account.Book, path string) (*Node, error) {
	store, content, err := state.Open(path)
	if err != nil {
		return nil, err
	}
	n := &Node{
		Book: book, started: time.Now(), store: store, content: content, revision: content.Revision,
		faults: map[string]string{},
	}
	for _, each := range protocol.Engines() {
		n.engines = append(n.engines, &engine{Engine: each, served: map[string]protocol.Inbound{}})
	}
	limits := make(map[account.ID]account.Limits, len(content.Users))
	for id, user := range content.Users {
		limits[id] = user.Limits
	}
	if err := book.SetUsers(limits); err != nil {
		return nil, errors.Join(fmt.Errorf("restore the users: %w", err), store.Close())
	}
	n.restore(ctx)
	return n, nil
}

func (n *Node) restore(ctx context.Context) {
	wanted, err := n.plan(n.content.Inbounds)
	if err != nil { // stored by a program of another version; the others are served
		n.fault("state", "Not all of the stored inbounds can be read.")
		slog.Error("not all of the stored inbounds can be read", "problems", wanted.problems)
	}
	for _, e := range n.engines {
		group := wanted.groups[e]
		for len(group) > 0 {
			err := n.serve(ctx, e, n.content.Settings[e.Name], group)
			var refused *protocol.InvalidInbound
			if err == nil {
				break
			}
			slog.Error("cannot serve as before", "engine", e.Name, "error", err)
			if !errors.As(err, &refused) {
				n.fault(e.Name, "It could not be started.")
				break
			}
			n.fault(e.Name, fmt.Sprintf("Inbound %q could not be opened.", refused.Tag))
			group = without(group, refused.Tag)
		}
	}
	n.note()
}

func without(inbounds []protocol.Inbound, tag string) []protocol.Inbound {
	var left []protocol.Inbound
	for _, each := range inbounds {
		if each.Tag != tag {
			left = append(left, each)
		}
	}
	return left
}

func (n *Node) fault(part, detail string) {
	n.seen.Lock()
	defer n.seen.Unlock()
	if detail == "" {
		delete(n.faults, part)
	} else {
		n.faults[part] = detail
	}
}

// note tells observers what has become. The lock for changes is held, or nobody else is there yet.
func (n *Node) note() {
	inbounds := 0
	for _, e := range n.engines {
		inbounds += len(e.served)
	}
	n.seen.Lock()
	defer n.seen.Unlock()
	n.revision, n.inbounds, n.settings = n.content.Revision, inbounds, n.waiting()
}

// stored notes whether the state could be written. What could not is served nevertheless, and written with the next change.
func (n *Node) stored(err error) {
	if err != nil {
		slog.Error("the state is not stored", "error", err)
		n.fault("state", "The last change could not be written.")
		return
	}
	n.fault("state", "")
}

// Revision is where the users stand.
func (n *Node) Revision() state.Revision {
	n.seen.RLock()
	defer n.seen.RUnlock()
	return n.revision
}

// RestartNeeded lists engines whose settings wait for the next process.
func (n *Node) RestartNeeded() []string {
	n.seen.RLock()
	defer n.seen.RUnlock()
	return n.settings
}

// Drain takes no new connections and waits until those that are open have ended, or ctx has. What is stored stays.
func (n *Node) Drain(ctx context.Context) {
	n.draining.Store(true)
	const often = 20 * time.Millisecond
	quiet, needed := time.Duration(0), often
	n.mu.Lock()
	if n.handedOver {
		needed = handingOver
	} else {
		n.closeInbounds(ctx, func(*engine) bool { return true })
	}
	n.mu.Unlock()
	tick := time.NewTicker(often)
	defer tick.Stop()
	for {
		if quiet += often; len(n.Book.Sessions()) > 0 {
			quiet = 0
		}
		if quiet >= needed {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Close ends everything. Idempotent. The ledger stays open: what carried traffic a moment ago may still count.
func (n *Node) Close() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	var failed error
	for _, e := range n.engines {
		if e.server != nil {
			failed = errors.Join(failed, e.server.Close())
			e.server = nil
		}
	}
	return errors.Join(failed, n.store.Close())
}
