package node

import (
	"context"
	"errors"
	"fmt"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"
)

// SnapshotNeeded says that a change does not follow what the engine has.
type SnapshotNeeded struct{ Have state.Revision }

func (e *SnapshotNeeded) Error() string {
	return fmt.Sprintf("the change does not follow revision %d of %q", e.Have.Number, e.Have.Generation)
}

// ChangeUsers brings the users to the revision the change leads to. It tells which devices were refused; the others are
// served. A change that was made already is no error.
func (n *Node) ChangeUsers(ctx context.Context, from int64, change state.UserChange, early Early) (protocol.RefusedUsers, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.isClosedToUsers() {
		return nil, ErrDraining
	}
	if !change.Snapshot {
		have := n.content.Revision
		if change.To == have && change.To.Number != from {
			return nil, nil // the answer was lost
		}
		if change.To.Generation != have.Generation || from != have.Number {
			return nil, &SnapshotNeeded{have}
		}
	}
	if early.at != n.changes {
		early = Early{} // somebody else has changed what it began with
	}
	refused, err := n.change(ctx, change, early)
	if err != nil {
		return nil, err // the revision stays, so that the change is made again
	}
	n.changes++
	n.content.Change(change)
	if !n.handedOver { // or the next process stores it
		n.stored(n.store.SaveUsers(change, n.content))
	}
	n.note()
	return refused, nil
}

func (n *Node) isClosedToUsers() bool { return n.frozen || n.draining.Load() && !n.handedOver }

// change makes a change of which some may be served early.
func (n *Node) change(ctx context.Context, change state.UserChange, early Early) (protocol.RefusedUsers, error) {
	next := make(map[account.ID]*state.User, len(change.Upserts))
	for i := range change.Upserts {
		next[change.Upserts[i].ID] = &change.Upserts[i]
	}
	removed := change.Removed
	if change.Snapshot {
		for id := range n.content.Users {
			removed = append(removed, id)
		}
	}
	byInbound := changes{}
	var lost []grantKey
	before, now := proofs{}, proofs{}
	for _, id := range removed {
		if _, stays := next[id]; !stays {
			n.Book.RemoveUser(id)
			byInbound.remove(before.of(n.content.Users[id]))
		}
	}
	fresh := next
	if early.Users > 0 {
		fresh = early.left(change.Upserts, next)
	}
	limits := make(map[account.ID]account.Limits, len(fresh))
	for id, user := range fresh {
		limits[id] = user.Limits
	}
	if err := n.Book.SetUsers(limits); err != nil {
		return nil, err
	}
	for id, user := range fresh {
		lost = append(lost, byInbound.replace(before.of(n.content.Users[id]), now.of(*user))...)
	}
	refused, err := n.tell(ctx, byInbound)
	// After the inbounds know: or who is cut could come back with what it has lost.
	for _, key := range lost {
		n.Book.Kill(key.user, func(session account.SessionInfo) bool {
			return session.Device == key.device && session.Inbound == key.inbound
		})
	}
	return refused, err
}

// tell tells the inbounds that are open.
func (n *Node) tell(ctx context.Context, byInbound changes) (protocol.RefusedUsers, error) {
	var refused protocol.RefusedUsers
	for tag, change := range byInbound {
		server := n.serverOf(tag)
		if server == nil {
			continue // remembered until it is applied
		}
		err := server.ChangeUsers(ctx, tag, *change)
		var some protocol.RefusedUsers
		if errors.As(err, &some) {
			refused = append(refused, some...)
		} else if err != nil {
			return nil, err
		}
	}
	return refused, nil
}

type grantKey struct {
	user, device account.ID
	inbound      string
}

// proofs are all that a user can prove.
type proofs map[grantKey]protocol.User

// of is of this user, in the place of the one before.
func (p proofs) of(user state.User) proofs {
	clear(p)
	for _, device := range user.Devices {
		for _, each := range device.Access {
			p[grantKey{user.ID, device.ID, each.Inbound}] = user.Served(device.ID, each)
		}
	}
	return p
}

type changes map[string]*protocol.UserChange

func (c changes) of(tag string) *protocol.UserChange {
	if c[tag] == nil {
		c[tag] = &protocol.UserChange{}
	}
	return c[tag]
}

func (c changes) remove(gone proofs) {
	for key := range gone {
		of := c.of(key.inbound)
		of.Removed = append(of.Removed, protocol.DeviceKey{ID: key.user, Device: key.device})
	}
}

// replace notes how a user's access changes, and answers with what the old secrets opened and the new ones do not.
func (c changes) replace(before, now proofs) (lost []grantKey) {
	for key, proof := range now {
		if before[key] != proof {
			of := c.of(key.inbound)
			of.Upserts = append(of.Upserts, proof)
		}
	}
	for key, proof := range before {
		is, still := now[key]
		if still {
			delete(before, key)
		}
		proof.Exit = is.Exit // where what is open leaves through stays
		if is != proof {
			lost = append(lost, key)
		}
	}
	c.remove(before)
	return lost
}
