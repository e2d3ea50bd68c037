package node

import "vortexpanel.dev/tunnel/internal/account"

// Unused lists up to most counters that nobody can add to any more.
func (n *Node) Unused(most int) (account.Unused, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.frozen || n.draining.Load() {
		return account.Unused{}, ErrDraining
	}
	return n.Book.Unused(most, n.isUsed)
}

// Release forgets counters that nobody can add to and that stand as they are stored; see account.Book.
func (n *Node) Release(stored account.Unused) (kept account.Unused, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.frozen || n.draining.Load() {
		return account.Unused{}, ErrDraining
	}
	return n.Book.Release(stored, n.isUsed)
}

// isUsed tells whether somebody may come in by what the key names. The lock for changes is held.
func (n *Node) isUsed(key account.Key) bool {
	user, there := n.content.Users[key.User]
	if !there || key.Inbound == "" {
		return there
	}
	for _, device := range user.Devices {
		if device.ID != key.Device {
			continue
		}
		for _, each := range device.Access {
			if each.Inbound == key.Inbound {
				return true
			}
		}
	}
	return false
}
