// Package protocol says what an engine is: something that serves inbounds to users and accounts for every byte.
package protocol

import (
	"context"
	"encoding/json"
	"fmt"

	"vortexpanel.dev/tunnel/internal/account"
)

// Inbound is one door of the node.
type Inbound struct {
	// Tag names it in counters and sessions, unique on the node.
	Tag string
	// Protocol such as "vless" or "wireguard"; chooses the engine.
	Protocol string
	// CoefficientMilli is what a byte costs, in thousandths.
	CoefficientMilli uint64
	// Config is the engine's own description of it, JSON.
	Config json.RawMessage
}

// User is one device of a customer on one inbound: what it proves itself with.
type User struct {
	ID     account.ID
	Device account.ID
	// Secret by protocol: a UUID (vless, vmess), a password (trojan, shadowsocks, hysteria, http, socks) or a key in
	// base64 (shadowsocks 2022). Never logged.
	Secret string
}

// UserChange adds, replaces or removes users of an inbound.
type UserChange struct {
	Upserts []User
	Removed []DeviceKey
}

// DeviceKey names a device of a customer.
type DeviceKey struct {
	ID     account.ID
	Device account.ID
}

// Key of the user's device.
func (u User) Key() DeviceKey { return DeviceKey{u.ID, u.Device} }

// Server is an engine.
type Server interface {
	// Protocols it serves.
	Protocols() []string
	// Validate says what is wrong with an inbound, without opening it.
	Validate(Inbound) error
	// Apply makes the inbounds exactly these, all or nothing. One that did not change never notices.
	Apply(context.Context, []Inbound) error
	// ChangeUsers applies a change to the users of an inbound. Connections of other users never notice.
	ChangeUsers(ctx context.Context, tag string, change UserChange) error
	// Close ends everything. Idempotent.
	Close() error
}

// InvalidInbound says which inbound an engine refuses, and why.
type InvalidInbound struct {
	Tag   string
	Cause error
}

func (e *InvalidInbound) Error() string { return fmt.Sprintf("inbound %q: %v", e.Tag, e.Cause) }
func (e *InvalidInbound) Unwrap() error { return e.Cause }
