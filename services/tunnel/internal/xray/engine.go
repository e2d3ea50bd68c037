package xray

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/xtls/xray-core/common/log"
	"github.com/xtls/xray-core/core"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/ports"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/routing"
)

// Engine is an instance of Xray-core. Its dialer is global, so a process has at most one.
type Engine struct {
	book     *account.Book
	guard    *routing.Guard
	torrents bool // are refused
	instance *core.Instance
	sockets  *sockets

	// served by tag. A map is never changed.
	served atomic.Pointer[map[string]*servedInbound]

	mu sync.Mutex
	// lingering are those that others have taken the place of, by tag.
	lingering map[string]*servedInbound
	timers    map[string]*time.Timer
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
	e := &Engine{
		book: book, guard: routing.NewGuard(settings.AllowedNetworks, settings.BlockedNetworks), torrents: settings.BlockTorrents,
		lingering: map[string]*servedInbound{}, timers: map[string]*time.Timer{},
	}
	e.served.Store(&map[string]*servedInbound{})
	e.instance, err = core.NewWithContext(context.WithValue(context.Background(), engineKey{}, e), config)
	if err != nil {
		return nil, fmt.Errorf("make an instance of Xray: %w", err)
	}
	if err := e.instance.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("start Xray: %w", err), e.instance.Close())
	}
	e.sockets = watchSockets(book)
	log.RegisterHandler(logHandler{}) // after Start, which registers Xray's own
	return e, nil
}

func (e *Engine) live() map[string]*servedInbound { return *e.served.Load() }

// Apply implements protocol.Server.
func (e *Engine) Apply(ctx context.Context, given []vortex.Inbound) error {
	wanted := make(map[string]*servedInbound, len(given))
	inOrder := make([]*servedInbound, 0, len(given))
	for _, each := range given {
		served, err := read(each)
		if err != nil {
			return err
		}
		if wanted[each.Tag] != nil {
			return &vortex.InvalidInbound{Tag: each.Tag, Cause: errors.New("there are two of this tag")}
		}
		wanted[each.Tag] = served
		inOrder = append(inOrder, served)
	}
	if err := checkPorts(inOrder); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.replace(ctx, wanted); err != nil {
		return err
	}
	for _, each := range given {
		e.book.SetInbound(each.Tag, each.CoefficientMilli)
	}
	return nil
}

// ReloadCertificates implements protocol.CertificateReloader.
func (e *Engine) ReloadCertificates(ctx context.Context) ([]string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	wanted := map[string]*servedInbound{}
	var changed []string
	for tag, now := range e.live() {
		again, err := read(vortex.Inbound{Tag: tag, Protocol: now.protocol, Config: now.config})
		if err != nil {
			return nil, err
		}
		wanted[tag] = again
		if !bytes.Equal(again.certificates, now.certificates) {
			changed = append(changed, tag)
		}
	}
	return changed, e.replace(ctx, wanted)
}

// ChangeUsers implements protocol.Server. Removed users are let in no more; what they have open ends with the Book.
func (e *Engine) ChangeUsers(ctx context.Context, tag string, change vortex.UserChange) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	served := e.live()[tag]
	if served == nil {
		return fmt.Errorf("there is no inbound %q", tag)
	}
	return served.changeUsers(ctx, change)
}

// Ports implements protocol.PortSharer.
func (e *Engine) Ports() []ports.Port {
	var listed []ports.Port
	for _, each := range e.live() {
		listed = append(listed, each.ports...)
	}
	return listed
}

// user finds whose connection it is by what Xray says of its user; nil where the inbound does not know them any more.
func (e *Engine) user(tag, email string) *servedUser {
	served := e.live()[tag]
	key, ok := parseEmail(email)
	if served == nil || !ok {
		return nil
	}
	return served.user(key)
}

// Close implements protocol.Server.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	var failed error
	for tag := range e.lingering {
		e.closeLingering(tag)
	}
	for _, each := range e.live() {
		failed = errors.Join(failed, each.handler.Close())
	}
	e.served.Store(&map[string]*servedInbound{})
	e.sockets.close()
	if err := errors.Join(failed, e.instance.Close()); err != nil {
		return fmt.Errorf("close Xray: %w", err)
	}
	return nil
}
