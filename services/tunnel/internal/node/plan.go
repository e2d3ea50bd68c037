package node

import (
	"encoding/json"
	"errors"
	"fmt"

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
