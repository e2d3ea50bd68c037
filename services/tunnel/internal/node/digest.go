package node

import "vortexpanel.dev/tunnel/internal/state"

// UsersIn calls back for each user of the buckets that are wanted, and tells where the users stand. It waits for a change that
// is being made.
func (n *Node) UsersIn(wanted func(bucket uint8) bool, tell func(state.User)) state.Revision {
	n.mu.Lock()
	defer n.mu.Unlock()
	for id, user := range n.content.Users {
		if wanted(state.Bucket(id)) {
			tell(user)
		}
	}
	return n.content.Revision
}
