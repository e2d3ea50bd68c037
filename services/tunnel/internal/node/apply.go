package node

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"
)

// Why inbounds or settings are refused.
var (
	ErrDuplicateTag = errors.New("there are two of this tag")
	ErrTagLength    = errors.New("a tag has 1 to 63 bytes")
	ErrNotJSON      = errors.New("the configuration is not JSON")
	ErrDraining     = errors.New("the engine is draining")
)

// InvalidSettings says which engine refuses its settings, and why.
type InvalidSettings struct {
	Engine string
	Cause  error
}

func (e *InvalidSettings) Error() string { return fmt.Sprintf("settings of %q: %v", e.Engine, e.Cause) }
func (e *InvalidSettings) Unwrap() error { return e.Cause }

// Applied is what became of an Apply.
type Applied struct {
	// Unknown inbounds are of protocols no engine here has.
	Unknown []protocol.Inbound
	// UnknownEngines were given settings.
	UnknownEngines []string
	// RestartNeeded lists engines whose new settings wait for the next process.
	RestartNeeded []string
}

// plan is what each engine is to serve.
type plan struct {
	groups map[*engine][]protocol.Inbound
	Applied
	problems []error
}

// Validate says everything that is wrong, and what would not be served.
func (n *Node) Validate(wanted state.Inbounds) ([]error, Applied) {
	made, _ := n.plan(wanted)
	return made.problems, made.Applied
}

// plan sorts inbounds by engine. The error is the first of the problems.
func (n *Node) plan(wanted state.Inbounds) (plan, error) {
	made := plan{groups: map[*engine][]protocol.Inbound{}}
	known := map[string]*engine{}
	byName := map[string]bool{}
	for _, e := range n.engines {
		byName[e.Name] = true
		for _, name := range e.Protocols {
			known[name] = e
		}
		if err := e.ValidateSettings(wanted.Settings[e.Name]); err != nil {
			made.problems = append(made.problems, &InvalidSettings{e.Name, err})
		}
	}
	for name, settings := range wanted.Settings {
		if !byName[name] {
			made.UnknownEngines = append(made.UnknownEngines, name)
		}
		if len(settings) > 0 && !json.Valid(settings) {
			made.problems = append(made.problems, &InvalidSettings{name, ErrNotJSON})
		}
	}
	tags := map[string]bool{}
	for _, each := range wanted.Inbounds {
		e := known[each.Protocol]
		if err := check(each, e, tags); err != nil {
			made.problems = append(made.problems, err)
		} else if e == nil {
			made.Unknown = append(made.Unknown, each)
		} else {
			made.groups[e] = append(made.groups[e], each)
		}
	}
	if len(made.problems) > 0 {
		return made, made.problems[0]
	}
	return made, nil
}

func check(given protocol.Inbound, e *engine, tags map[string]bool) error {
	refuse := func(cause error) error { return &protocol.InvalidInbound{Tag: given.Tag, Cause: cause} }
	const mostTagBytes = 63
	switch {
	case given.Tag == "" || len(given.Tag) > mostTagBytes:
		return refuse(ErrTagLength)
	case tags[given.Tag]:
		return refuse(ErrDuplicateTag)
	case !json.Valid(given.Config):
		return refuse(ErrNotJSON)
	}
	tags[given.Tag] = true
	if e == nil {
		return nil
	}
	return e.Validate(given)
}

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
