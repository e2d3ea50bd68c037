package node

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"
)

// plainEngine opens nothing; it refuses what says so.
type plainEngine struct {
	tags  []string
	users map[string][]protocol.User // each opened with
}

func (p *plainEngine) Apply(_ context.Context, wanted []protocol.Inbound) error {
	var tags []string
	p.users = map[string][]protocol.User{}
	for _, each := range wanted {
		p.users[each.Tag] = each.Users
		if string(each.Config) == `"cannot be opened"` {
			return &protocol.InvalidInbound{Tag: each.Tag, Cause: errors.New("taken")}
		}
		tags = append(tags, each.Tag)
	}
	p.tags = tags
	return nil
}

func (*plainEngine) ChangeUsers(context.Context, string, protocol.UserChange) error { return nil }
func (*plainEngine) Close() error                                                   { return nil }

var plain = &plainEngine{}

func init() {
	protocol.Register(protocol.Engine{
		Name: "plain", Protocols: []string{"plain"},
		ValidateSettings: func(json.RawMessage) error { return nil },
		Validate: func(given protocol.Inbound) error {
			if string(given.Config) == `"cannot be read"` {
				return &protocol.InvalidInbound{Tag: given.Tag, Cause: errors.New("of another version")}
			}
			return nil
		},
		Start: func(*account.Book, json.RawMessage) (protocol.Server, error) { return plain, nil },
	})
}

func TestWhatCannotBeRestoredLeavesTheRestServed(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "state")
	store, content, err := state.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	inbound := func(tag, config string) protocol.Inbound {
		return protocol.Inbound{Tag: tag, Protocol: "plain", CoefficientMilli: 1000, Config: json.RawMessage(config)}
	}
	content.Inbounds.Inbounds = []protocol.Inbound{
		inbound("first", "1"), inbound("old", `"cannot be read"`), inbound("taken", `"cannot be opened"`), inbound("last", "2"),
	}
	id, device := uuid.New(), uuid.New()
	users := state.UserChange{To: state.Revision{Generation: "one", Number: 1}, Snapshot: true, Upserts: []state.User{{
		ID: id, Devices: []state.Device{{ID: device, Access: []state.Access{{Inbound: "first", Secret: "secret"}}}},
	}}}
	content.Change(users)
	if err := errors.Join(store.SaveInbounds(content), store.SaveUsers(users, content), store.Close()); err != nil {
		t.Fatal(err)
	}
	ledger, err := account.OpenLedger(filepath.Join(folder, "ledger"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ledger.Close() }()
	n, err := Start(t.Context(), account.NewBook(ledger), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = n.Close() }()
	if !slices.Equal(plain.tags, []string{"first", "last"}) {
		t.Errorf("serves %v", plain.tags)
	}
	if with := plain.users["first"]; len(with) != 1 || with[0].Key() != (protocol.DeviceKey{ID: id, Device: device}) || len(plain.users["last"]) != 0 {
		t.Errorf("opened with %v", plain.users)
	}
	health := n.Health()
	if health.Inbounds != 2 || health.Parts["state"] == "" || health.Parts["plain"] == "" {
		t.Errorf("health: %+v", health)
	}
	if _, err := n.Apply(t.Context(), state.Inbounds{Inbounds: []protocol.Inbound{inbound("first", "1"), inbound("taken", "3")}}); err != nil {
		t.Fatal(err)
	}
	if health := n.Health(); !slices.Equal(plain.tags, []string{"first", "taken"}) || health.Parts["state"] != "" || health.Parts["plain"] != "" {
		t.Errorf("serves %v, %+v", plain.tags, health)
	}
}
