package xray

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/xtls/xray-core/common/log"
	"github.com/xtls/xray-core/common/serial"
	"github.com/xtls/xray-core/core"
	"github.com/xtls/xray-core/features/inbound"
	"github.com/xtls/xray-core/infra/conf"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/proxy/freedom"
	"google.golang.org/protobuf/proto"

	"github.com/xtls/xray-core/app/dispatcher"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// Settings are what changes only with a new process: Xray reads them once.
type Settings struct {
	// Xray's own JSON for each. Without outbounds everything goes out directly.
	Outbounds []json.RawMessage `json:"outbounds,omitempty"`
	Routing   json.RawMessage   `json:"routing,omitempty"`
	DNS       json.RawMessage   `json:"dns,omitempty"`
	Policy    json.RawMessage   `json:"policy,omitempty"`
}

// Engine is an instance of Xray-core. Its dialer is global, so a process has at most one.
type Engine struct {
	book     *account.Book
	instance *core.Instance
	inbounds inbound.Manager

	mu     sync.RWMutex
	served map[string]*servedInbound
}

var _ vortex.Server = (*Engine)(nil)

type engineKey struct{}

func engineFrom(ctx context.Context) *Engine {
	engine, _ := ctx.Value(engineKey{}).(*Engine)
	return engine
}

// New starts an instance without inbounds.
func New(book *account.Book, settings Settings) (*Engine, error) {
	config, err := settings.build()
	if err != nil {
		return nil, fmt.Errorf("read the settings of Xray: %w", err)
	}
	e := &Engine{book: book, served: map[string]*servedInbound{}}
	e.instance, err = core.NewWithContext(context.WithValue(context.Background(), engineKey{}, e), config)
	if err != nil {
		return nil, fmt.Errorf("make an instance of Xray: %w", err)
	}
	if err := e.instance.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("start Xray: %w", err), e.instance.Close())
	}
	log.RegisterHandler(logHandler{}) // after Start, which registers Xray's own
	e.inbounds = e.instance.GetFeature(inbound.ManagerType()).(inbound.Manager)
	return e, nil
}

func (s Settings) build() (*core.Config, error) {
	document, err := json.Marshal(map[string]any{
		"log":       map[string]string{"access": "none", "loglevel": "none"}, // see logHandler
		"outbounds": append([]json.RawMessage{}, s.Outbounds...),
		"routing":   orEmpty(s.Routing),
		"policy":    orEmpty(s.Policy),
	})
	if err != nil {
		return nil, err
	}
	parsed := &conf.Config{}
	if err := json.Unmarshal(document, parsed); err != nil {
		return nil, err
	}
	if s.DNS != nil {
		if err := json.Unmarshal(s.DNS, &parsed.DNSConfig); err != nil {
			return nil, fmt.Errorf("dns: %w", err)
		}
	}
	if len(parsed.OutboundConfigs) == 0 {
		parsed.OutboundConfigs = []conf.OutboundDetourConfig{{Protocol: "freedom", Tag: "direct"}}
	}
	config, err := parsed.Build()
	if err != nil {
		return nil, err
	}
	return config, putOurs(config)
}

func orEmpty(given json.RawMessage) json.RawMessage {
	if given == nil {
		return json.RawMessage("{}")
	}
	return given
}

// putOurs puts our dispatcher and our direct outbound in the place of Xray's.
func putOurs(config *core.Config) error {
	theirs := serial.GetMessageType(&dispatcher.Config{})
	for n, app := range config.App {
		if app.Type == theirs {
			config.App[n] = serial.ToTypedMessage(&dispatcherConfig{})
		}
	}
	for _, outbound := range config.Outbound {
		if outbound.ProxySettings.Type != serial.GetMessageType(&freedom.Config{}) {
			continue
		}
		bytes, err := proto.Marshal(&directConfig{Value: outbound.ProxySettings.Value})
		if err != nil {
			return err
		}
		outbound.ProxySettings.Type = serial.GetMessageType(&directConfig{})
		outbound.ProxySettings.Value = bytes
	}
	return nil
}

// Apply implements protocol.Server.
func (e *Engine) Apply(ctx context.Context, given []vortex.Inbound) error {
	wanted := make(map[string]*servedInbound, len(given))
	built := make(map[string]*core.InboundHandlerConfig, len(given))
	for _, each := range given {
		served, handler, err := read(each)
		if err != nil {
			return err
		}
		if wanted[each.Tag] != nil {
			return &vortex.InvalidInbound{Tag: each.Tag, Cause: errors.New("there are two of this tag")}
		}
		wanted[each.Tag], built[each.Tag] = served, handler
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.replace(ctx, wanted, built); err != nil {
		return err
	}
	for _, each := range given {
		e.book.SetInbound(each.Tag, each.CoefficientMilli)
	}
	return nil
}

// replace closes what is not wanted any more, opens what is new, and goes back when something cannot be opened.
func (e *Engine) replace(
	ctx context.Context, wanted map[string]*servedInbound, built map[string]*core.InboundHandlerConfig,
) error {
	closed := map[string]*servedInbound{}
	for tag, old := range e.served {
		if now := wanted[tag]; now == nil || !now.same(old) {
			closed[tag] = old
			_ = e.inbounds.RemoveHandler(ctx, tag)
			delete(e.served, tag)
		}
	}
	var opened []string
	for tag, now := range wanted {
		if e.served[tag] != nil {
			continue
		}
		if err := e.open(ctx, now, built[tag], closed[tag]); err != nil {
			return errors.Join(&vortex.InvalidInbound{Tag: tag, Cause: err}, e.goBack(ctx, opened, closed))
		}
		opened = append(opened, tag)
	}
	return nil
}

// open opens an inbound with the users that the one of its tag had before, if there was one of the same protocol.
func (e *Engine) open(
	ctx context.Context, now *servedInbound, built *core.InboundHandlerConfig, before *servedInbound,
) error {
	if err := core.AddInboundHandler(e.instance, built); err != nil {
		_ = e.inbounds.RemoveHandler(ctx, now.tag)
		return err
	}
	e.served[now.tag] = now
	if before == nil || before.protocol != now.protocol {
		return nil
	}
	change := vortex.UserChange{}
	for _, user := range before.users {
		change.Upserts = append(change.Upserts, user)
	}
	err := e.changeUsers(ctx, now, change)
	if refused := (vortex.RefusedUsers)(nil); err != nil && !errors.As(err, &refused) {
		_ = e.inbounds.RemoveHandler(ctx, now.tag)
		delete(e.served, now.tag)
		return err
	}
	return nil
}

func (e *Engine) goBack(ctx context.Context, opened []string, closed map[string]*servedInbound) error {
	for _, tag := range opened {
		_ = e.inbounds.RemoveHandler(ctx, tag)
		delete(e.served, tag)
	}
	var failed error
	for _, old := range closed {
		again, built, err := read(vortex.Inbound{Tag: old.tag, Protocol: old.protocol, Config: old.config})
		if err == nil {
			err = e.open(ctx, again, built, old)
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// ChangeUsers implements protocol.Server. Removed users are let in no more; what they have open ends with the Book.
func (e *Engine) ChangeUsers(ctx context.Context, tag string, change vortex.UserChange) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	served := e.served[tag]
	if served == nil {
		return fmt.Errorf("there is no inbound %q", tag)
	}
	return e.changeUsers(ctx, served, change)
}

func (e *Engine) changeUsers(ctx context.Context, served *servedInbound, change vortex.UserChange) error {
	manager, err := served.userManager(ctx, e.inbounds)
	if err != nil {
		return err
	}
	for _, key := range change.Removed {
		if err := served.remove(ctx, manager, key); err != nil {
			return err
		}
	}
	var refused vortex.RefusedUsers
	for _, user := range change.Upserts {
		if served.users[user.Key()] == user {
			continue
		}
		if err := served.remove(ctx, manager, user.Key()); err != nil {
			return err
		}
		made, err := served.memoryUser(user)
		if err == nil {
			err = manager.AddUser(ctx, made)
		}
		if err != nil {
			refused = append(refused, vortex.RefusedUser{Tag: served.tag, DeviceKey: user.Key(), Cause: err})
			continue
		}
		served.users[user.Key()] = user
	}
	if len(refused) > 0 {
		return refused
	}
	return nil
}

func (i *servedInbound) remove(ctx context.Context, manager proxy.UserManager, key vortex.DeviceKey) error {
	if _, present := i.users[key]; !present {
		return nil
	}
	if err := manager.RemoveUser(ctx, email(key)); err != nil {
		return fmt.Errorf("inbound %q: remove user %s: %w", i.tag, key.ID, err)
	}
	delete(i.users, key)
	return nil
}

// device finds whose connection it is by what Xray says of its user.
func (e *Engine) device(_ string, email string) (vortex.DeviceKey, bool) { return parseEmail(email) }

// Close implements protocol.Server.
func (e *Engine) Close() error {
	if err := e.instance.Close(); err != nil {
		return fmt.Errorf("close Xray: %w", err)
	}
	return nil
}
