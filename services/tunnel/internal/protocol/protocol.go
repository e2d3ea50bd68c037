// Package protocol says what an engine is: something that serves inbounds to users and accounts for every byte.
package protocol

import (
	"context"
	"encoding/json"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/ports"
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
	// Users that are there when it opens, so that nobody who comes at once is taken for a stranger. One that is open keeps
	// those it has.
	Users []User
}

// User is one device of a customer on one inbound: what it proves itself with.
type User struct {
	ID     account.ID
	Device account.ID
	// Secret by protocol: a UUID (vless, vmess), a password (trojan, shadowsocks, hysteria), a name and a password
	// (http, socks: name:password) or a key in base64 (shadowsocks 2022), or the device's public key (wireguard). Never logged.
	Secret string
	// Of wireguard: the key shared beside it, and the addresses in the tunnel; the zero Addr where there is none.
	PresharedKey string
	IPv4, IPv6   netip.Addr
	// Exit is the tag of the outbound the user leaves through where no rule says otherwise; empty: the first one.
	Exit string
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

// Engine makes servers of the protocols it knows.
type Engine struct {
	// Name such as "xray".
	Name string
	// Module is the Go module it is made of.
	Module    string
	Protocols []string
	// ValidateSettings says what is wrong with settings, JSON or nil for none.
	ValidateSettings func(json.RawMessage) error
	// Validate says what is wrong with an inbound, without opening it.
	Validate func(Inbound) error
	// PutBack puts the machine back where a process that was killed left it otherwise. Nil: it changes nothing of it.
	PutBack func() error
	// Start makes a server without inbounds. A process has at most one of an engine at a time.
	Start func(book *account.Book, settings json.RawMessage) (Server, error)
}

// Server is a running engine.
type Server interface {
	// Apply makes the inbounds exactly these, all or nothing. One that did not change never notices; one that changed
	// keeps its users. Without any the engine takes no new connections, and those that are open go on.
	Apply(context.Context, []Inbound) error
	// ChangeUsers applies a change to the users of an inbound. Connections of other users never notice. Users that cannot
	// be served are left out and told in a RefusedUsers.
	ChangeUsers(ctx context.Context, tag string, change UserChange) error
	// Close ends everything. Idempotent.
	Close() error
}

// CertificateReloader is a Server that reads certificates from files.
type CertificateReloader interface {
	// ReloadCertificates serves with what the files hold now, and tells the inbounds for which that is new. All or nothing.
	ReloadCertificates(context.Context) ([]string, error)
}

// PortSharer is a Server whose ports the next process may listen on while this one still does.
type PortSharer interface {
	// Ports that are listened on.
	Ports() []ports.Port
}

var engines []Engine

// Register makes an engine known. For init functions.
func Register(engine Engine) { engines = append(engines, engine) }

// Engines lists what was registered, by name.
func Engines() []Engine {
	return slices.SortedFunc(slices.Values(engines), func(a, b Engine) int { return strings.Compare(a.Name, b.Name) })
}

// InvalidInbound says which inbound an engine refuses, and why.
type InvalidInbound struct {
	Tag   string
	Cause error
}

func (e *InvalidInbound) Error() string { return fmt.Sprintf("inbound %q: %v", e.Tag, e.Cause) }
func (e *InvalidInbound) Unwrap() error { return e.Cause }

// RefusedUser is a device that an inbound does not serve, and why.
type RefusedUser struct {
	Tag string
	DeviceKey
	Cause error
}

// RefusedUsers is an error about some users that leaves the others served.
type RefusedUsers []RefusedUser

func (r RefusedUsers) Error() string {
	return fmt.Sprintf("inbound %q: %d users refused; %s: %v", r[0].Tag, len(r), r[0].ID, r[0].Cause)
}
