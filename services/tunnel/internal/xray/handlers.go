package xray

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/xtls/xray-core/core"
	"github.com/xtls/xray-core/features/inbound"
	"github.com/xtls/xray-core/proxy"

	"vortexpanel.dev/tunnel/internal/ports"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// An inbound that another has taken the place of is offered nothing new, and closes after a while: what waits to be
// accepted is let in first. Where closing the port would end connections (gRPC, QUIC), they have longer to end by themselves.
const (
	handingOver      = 2 * time.Second
	carriedByTheDoor = 10 * time.Minute
)

var errPortTaken = errors.New("another inbound listens on this port")

// handler is an inbound of Xray with its ports.
type handler struct {
	inbound.Handler
	proxy proxy.Inbound
}

// make makes the inbound, and opens nothing.
func (e *Engine) make(i *servedInbound) error {
	made, err := core.CreateObject(e.instance, i.built)
	if err != nil {
		return err
	}
	opened, ok := made.(inbound.Handler)
	if !ok {
		return errors.New("this is no inbound")
	}
	holder, ok := made.(proxy.GetInbound)
	if !ok {
		return fmt.Errorf("%s has no users of its own", i.protocol)
	}
	i.handler = &handler{opened, holder.GetInbound()}
	return nil
}

// replace opens what is new, each beside the one of its tag that served before; when one cannot be opened, nothing has
// happened. Then the old ones close.
func (e *Engine) replace(ctx context.Context, wanted map[string]*servedInbound) error {
	before := e.live()
	next := make(map[string]*servedInbound, len(wanted))
	var opened []*servedInbound
	for tag, now := range wanted {
		if old := before[tag]; old != nil && old.same(now) && bytes.Equal(old.certificates, now.certificates) {
			next[tag] = old
			continue
		}
		if err := e.open(ctx, now, before[tag]); err != nil {
			for _, each := range opened {
				_ = each.handler.Close()
			}
			return &vortex.InvalidInbound{Tag: tag, Cause: err}
		}
		next[tag] = now
		opened = append(opened, now)
	}
	e.served.Store(&next)
	for tag, old := range before {
		switch now := next[tag]; {
		case now == nil:
			_ = old.handler.Close()
		case now != old:
			e.linger(old, now)
		}
	}
	return nil
}

// open opens an inbound with the users that the one of its tag has, if there is one of the same protocol, or else those
// that came with it.
func (e *Engine) open(ctx context.Context, now, before *servedInbound) error {
	if before != nil {
		e.closeLingering(before.tag)
	}
	if err := e.make(now); err != nil {
		return err
	}
	if err := now.welcome(ctx, before); err != nil {
		return errors.Join(err, now.handler.Close())
	}
	if len(now.ports) == 0 && before != nil { // a Unix socket has one listener
		_ = before.handler.Close()
	}
	if err := now.handler.Start(); err != nil {
		return errors.Join(err, now.handler.Close())
	}
	return nil
}

func (i *servedInbound) welcome(ctx context.Context, before *servedInbound) error {
	users := i.opensWith
	i.opensWith = nil
	if before != nil && before.protocol == i.protocol {
		return i.adopt(ctx, before)
	}
	return withoutRefused(i.changeUsers(ctx, vortex.UserChange{Upserts: users}))
}

// withoutRefused leaves out who was refused: that is told to whoever gave the users.
func withoutRefused(err error) error {
	if refused := (vortex.RefusedUsers)(nil); errors.As(err, &refused) {
		return nil
	}
	return err
}

// adopt takes over users. Where they are what they were, connections that are open are still theirs.
func (i *servedInbound) adopt(ctx context.Context, before *servedInbound) error {
	var change vortex.UserChange
	var same []*servedUser
	before.users.Range(func(_, value any) bool {
		user := value.(*servedUser)
		same = append(same, user)
		change.Upserts = append(change.Upserts, user.User)
		return true
	})
	if i.sharesUsers(before) {
		for _, user := range same {
			i.marks[user.mark] = struct{}{}
		}
		return i.tell(ctx, nil, same)
	}
	return withoutRefused(i.changeUsers(ctx, change))
}

// linger lets the old inbound close later. The lock is held.
func (e *Engine) linger(old, now *servedInbound) {
	shared := sharedPorts(old.ports, now.ports)
	if len(shared) == 0 {
		_ = old.handler.Close()
		return
	}
	if err := ports.ToSecond(shared); err != nil {
		slog.Warn("the inbound that is replaced closes with what waits at its port", "inbound", old.tag, "error", err)
	}
	patience := handingOver
	if len(shared) == len(old.ports) && old.endsWithItsDoor() {
		patience = carriedByTheDoor
	}
	e.lingering[old.tag] = old
	e.timers[old.tag] = time.AfterFunc(patience, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		if e.lingering[old.tag] == old {
			e.closeLingering(old.tag)
		}
	})
}

func sharedPorts(old, now []ports.Port) []ports.Port {
	var shared []ports.Port
	for _, each := range now {
		for _, other := range old {
			if each == other {
				shared = append(shared, each)
			}
		}
	}
	return shared
}

// endsWithItsDoor tells whether connections end with the listener.
func (i *servedInbound) endsWithItsDoor() bool {
	return i.transport == "grpc" || i.ports[0].Network != ports.TCP
}

func (e *Engine) closeLingering(tag string) {
	if old := e.lingering[tag]; old != nil {
		e.timers[tag].Stop()
		_ = old.handler.Close()
		delete(e.lingering, tag)
		delete(e.timers, tag)
	}
}

// checkPorts refuses two inbounds on one port: since ports are shared with their successors, the kernel would not.
func checkPorts(wanted []*servedInbound) error {
	taken := map[ports.Port]bool{}
	for _, each := range wanted {
		for _, port := range each.ports {
			if port.Network == ports.QUIC {
				port.Network = ports.UDP
			}
			if taken[port] {
				return &vortex.InvalidInbound{Tag: each.tag, Cause: fmt.Errorf("port %d: %w", port.Number, errPortTaken)}
			}
			taken[port] = true
		}
	}
	return nil
}
