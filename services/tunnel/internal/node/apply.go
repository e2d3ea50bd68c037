package node

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"

	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"
)

// Apply makes the inbounds exactly these, all or nothing.
func (n *Node) Apply(ctx context.Context, wanted state.Inbounds) (Applied, error) {
	made, err := n.plan(wanted)
	if err != nil {
		return Applied{}, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.frozen || n.draining.Load() {
		return Applied{}, ErrDraining
	}
	defer n.note()
	for done, e := range n.engines {
		if err := n.serve(ctx, e, wanted.Settings[e.Name], made.groups[e]); err != nil {
			return Applied{}, errors.Join(err, n.goBack(ctx, n.engines[:done]))
		}
	}
	n.content.Inbounds = wanted
	n.stored(n.store.SaveInbounds(n.content))
	for _, e := range n.engines {
		n.fault(e.Name, "")
	}
	made.RestartNeeded = n.waiting()
	return made.Applied, nil
}

// waiting lists engines whose settings wait for the next process.
func (n *Node) waiting() []string {
	var names []string
	for _, e := range n.engines {
		if e.server != nil && !bytes.Equal(e.settings, n.content.Settings[e.Name]) {
			names = append(names, e.Name)
		}
	}
	return names
}

// ReloadCertificates serves with what the files of certificates hold now, and tells the inbounds for which that is new.
func (n *Node) ReloadCertificates(ctx context.Context) ([]string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.frozen || n.draining.Load() {
		return nil, ErrDraining
	}
	var tags []string
	for _, e := range n.engines {
		reloader, able := e.server.(protocol.CertificateReloader)
		if !able {
			continue
		}
		changed, err := reloader.ReloadCertificates(ctx)
		if err != nil {
			return nil, err
		}
		tags = append(tags, changed...)
	}
	return tags, nil
}

// goBack makes engines serve again what was wanted before.
func (n *Node) goBack(ctx context.Context, changed []*engine) error {
	before, _ := n.plan(n.content.Inbounds) // what could not be read was not served
	var err error
	for _, e := range changed {
		err = errors.Join(err, n.serve(ctx, e, n.content.Settings[e.Name], before.groups[e]))
	}
	return err
}

// serve makes an engine serve these inbounds to the users who have access to them.
func (n *Node) serve(ctx context.Context, e *engine, settings json.RawMessage, wanted []protocol.Inbound) error {
	if err := n.run(e, settings, len(wanted) > 0); err != nil {
		return err
	}
	if e.server == nil {
		return nil
	}
	fresh := n.fresh(e, wanted)
	opened := slices.Clone(wanted)
	for i, each := range opened {
		if change := fresh[each.Tag]; change != nil {
			opened[i].Users = change.Upserts
		}
	}
	if err := e.server.Apply(ctx, opened); err != nil {
		return err
	}
	e.served = make(map[string]protocol.Inbound, len(wanted))
	for _, each := range wanted {
		n.Book.SetInbound(each.Tag, each.CoefficientMilli)
		e.served[each.Tag] = each
	}
	for tag, change := range fresh {
		if err := e.server.ChangeUsers(ctx, tag, *change); err != nil {
			// Told to whoever gave the users, or of an inbound that has none; no reason to close the inbound.
			slog.Warn("an inbound does not serve all its users", "inbound", tag, "error", err)
		}
	}
	return nil
}

// fresh are the inbounds that were not served as they are now, each with all its users.
func (n *Node) fresh(e *engine, wanted []protocol.Inbound) map[string]*protocol.UserChange {
	made := map[string]*protocol.UserChange{}
	for _, each := range wanted {
		if old, was := e.served[each.Tag]; !was || old.Protocol != each.Protocol || !bytes.Equal(old.Config, each.Config) {
			made[each.Tag] = &protocol.UserChange{}
		}
	}
	if len(made) == 0 {
		return nil
	}
	for _, user := range n.content.Users {
		grant(user, made)
	}
	return made
}

// run starts the engine when it is needed, and anew with other settings while it serves nobody.
func (n *Node) run(e *engine, settings json.RawMessage, needed bool) error {
	if e.server != nil && len(e.served) == 0 && !bytes.Equal(e.settings, settings) {
		if err := e.server.Close(); err != nil {
			return err
		}
		e.server = nil
	}
	if e.server != nil || !needed {
		return nil
	}
	server, err := e.Start(n.Book, settings)
	if err != nil {
		return &InvalidSettings{e.Name, err}
	}
	e.server, e.settings = server, settings
	return nil
}

// grant adds the user's devices to the changes of the inbounds they have access to.
func grant(user state.User, changes map[string]*protocol.UserChange) {
	for _, device := range user.Devices {
		for _, access := range device.Access {
			if change := changes[access.Inbound]; change != nil {
				change.Upserts = append(change.Upserts, user.Served(device.ID, access))
			}
		}
	}
}

// server of an inbound that is open.
func (n *Node) serverOf(tag string) protocol.Server {
	for _, e := range n.engines {
		if _, serves := e.served[tag]; serves {
			return e.server
		}
	}
	return nil
}
