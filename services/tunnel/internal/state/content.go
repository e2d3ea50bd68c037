// Package state keeps on disk what the engine was last told to serve, so that it serves again after a restart with nobody's
// help.
package state

import (
	"encoding/json"
	"net/netip"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/protocol"
)

// Inbounds are the doors of the node, and the settings of the engines behind them.
type Inbounds struct {
	Settings map[string]json.RawMessage `json:"settings,omitempty"`
	Inbounds []protocol.Inbound         `json:"inbounds,omitempty"`
}

// User is a customer, whole.
type User struct {
	ID      account.ID     `json:"id"`
	Limits  account.Limits `json:"limits"`
	Devices []Device       `json:"devices,omitempty"`
	// Exit is the tag of the outbound the user leaves through; empty: the first one.
	Exit string `json:"exit,omitempty"`
}

// Device of a customer.
type Device struct {
	ID     account.ID `json:"id"`
	Access []Access   `json:"access,omitempty"`
}

// Access is what a device proves itself with at an inbound.
type Access struct {
	Inbound      string `json:"inbound"`
	Secret       string `json:"secret"`
	PresharedKey string `json:"presharedKey,omitempty"`
	// In the tunnel of a protocol that has one.
	IPv4 netip.Addr `json:"ipv4,omitzero"`
	IPv6 netip.Addr `json:"ipv6,omitzero"`
}

// Served is what a device of the user proves, as an engine takes it.
func (u User) Served(device account.ID, a Access) protocol.User {
	return protocol.User{
		ID: u.ID, Device: device, Secret: a.Secret, PresharedKey: a.PresharedKey, IPv4: a.IPv4, IPv6: a.IPv6, Exit: u.Exit,
	}
}

// Revision is where the users stand.
type Revision struct {
	// Generation names a line of revisions.
	Generation string `json:"generation"`
	Number     int64  `json:"number"`
}

// UserChange brings the users from one revision to the next.
type UserChange struct {
	To Revision `json:"to"`
	// Snapshot: the upserts are all there are.
	Snapshot bool         `json:"snapshot,omitempty"`
	Upserts  []User       `json:"upserts,omitempty"`
	Removed  []account.ID `json:"removed,omitempty"`
}

// Content is all of it.
type Content struct {
	Inbounds
	Revision Revision
	Users    map[account.ID]User
}

// Change applies a change to the users.
func (c *Content) Change(change UserChange) {
	if change.Snapshot || c.Users == nil {
		c.Users = make(map[account.ID]User, len(change.Upserts))
	}
	for _, id := range change.Removed {
		delete(c.Users, id)
	}
	for _, user := range change.Upserts {
		c.Users[user.ID] = user
	}
	c.Revision = change.To
}

// partOfUsers is how many one record of a whole file has.
const partOfUsers = 2000

// records make this content of none. The users come in parts, and their revision with the last: a file that is damaged
// between holds none, so that a snapshot is asked for.
func (c *Content) records() []record {
	records := []record{{Inbounds: &c.Inbounds}}
	part := &UserChange{Snapshot: true}
	for _, user := range c.Users {
		if len(part.Upserts) == partOfUsers {
			records = append(records, record{Users: part})
			part = &UserChange{}
		}
		part.Upserts = append(part.Upserts, user)
	}
	part.To = c.Revision
	return append(records, record{Users: part})
}
