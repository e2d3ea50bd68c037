package node

import (
	"context"
	"slices"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"
)

// Early is how much of a snapshot is served before its end has come.
type Early struct {
	// Users are so many of its upserts, from the first on.
	Users int
	// at is the change as of which they are served. Some devices of those in refused are not.
	at      int
	refused map[account.ID]struct{}
}

// ServeEarly serves the upserts of a first snapshot that have come so far. The revision stays: where the rest does not come,
// the snapshot is told again, and whoever is not in it then is removed. Behind the first one nothing is served early, for
// what an upsert needs may be somebody's whom the end removes.
func (n *Node) ServeEarly(ctx context.Context, upserts []state.User, early *Early) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.isClosedToUsers() {
		return ErrDraining
	}
	if n.content.Revision != (state.Revision{}) {
		return nil
	}
	if early.at != n.changes {
		*early = Early{} // somebody else tells users too
	}
	some := upserts[early.Users:]
	refused, err := n.change(ctx, state.UserChange{Upserts: some}, Early{})
	if err != nil {
		return err
	}
	n.changes++
	early.note(len(upserts), n.changes, refused)
	for _, user := range some {
		if _, in := early.refused[user.ID]; in {
			user = withoutRefused(user, refused)
		}
		n.content.Users[user.ID] = user
	}
	return nil
}

func (e *Early) note(users, at int, refused protocol.RefusedUsers) {
	e.Users, e.at = users, at
	if e.refused == nil {
		e.refused = map[account.ID]struct{}{}
	}
	for _, each := range refused {
		e.refused[each.ID] = struct{}{}
	}
}

// left are the upserts that are not served yet, or not at every inbound.
func (e Early) left(upserts []state.User, next map[account.ID]*state.User) map[account.ID]*state.User {
	left := make(map[account.ID]*state.User, len(upserts)-e.Users+len(e.refused))
	for _, user := range upserts[e.Users:] {
		left[user.ID] = next[user.ID]
	}
	for id := range e.refused {
		left[id] = next[id]
	}
	return left
}

// withoutRefused is the user as it is served.
func withoutRefused(user state.User, refused protocol.RefusedUsers) state.User {
	user.Devices = slices.Clone(user.Devices)
	for i, device := range user.Devices {
		user.Devices[i].Access = slices.DeleteFunc(slices.Clone(device.Access), func(a state.Access) bool {
			return slices.ContainsFunc(refused, func(r protocol.RefusedUser) bool {
				return r.ID == user.ID && r.Device == device.ID && r.Tag == a.Inbound
			})
		})
	}
	return user
}
