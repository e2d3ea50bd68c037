package wireguard

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/wireguard/host"
)

func init() {
	vortex.Register(vortex.Engine{
		Name:      "wireguard",
		Module:    "golang.zx2c4.com/wireguard",
		Protocols: []string{"wireguard"},
		ValidateSettings: func(given json.RawMessage) error {
			if text := strings.TrimSpace(string(given)); text != "" && text != "{}" {
				return errors.New("it has no settings")
			}
			return nil
		},
		Validate: func(given vortex.Inbound) error {
			_, err := parse(given)
			return err
		},
		PutBack: host.PutBack,
		Start: func(book *account.Book, _ json.RawMessage) (vortex.Server, error) {
			return newServer(book), nil
		},
	})
}

// Server serves WireGuard inbounds, each with a device of its own.
type Server struct {
	book  *account.Book
	mu    sync.Mutex
	doors map[string]door
	// kernel makes a link of the kernel's WireGuard.
	kernel func(name string, mtuBytes int) (kernelDevice, error)
}

func newServer(book *account.Book) *Server {
	return &Server{book: book, doors: map[string]door{}, kernel: newKernelLink}
}

var _ vortex.Server = (*Server)(nil)

// Apply implements protocol.Server. A protocol without connections has none to let finish: without inbounds all ends.
func (s *Server) Apply(_ context.Context, wanted []vortex.Inbound) error {
	if err := apart(wanted); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	stays := map[string]bool{}
	for _, each := range wanted {
		if old := s.doors[each.Tag]; old != nil && same(old, each) {
			stays[each.Tag] = true
		}
	}
	closed := map[string]door{}
	for tag, old := range s.doors {
		if !stays[tag] {
			old.close()
			closed[tag] = old
			delete(s.doors, tag)
		}
	}
	var opened []string
	for _, each := range wanted {
		if stays[each.Tag] {
			continue
		}
		if err := s.open(each, closed[each.Tag]); err != nil {
			return errors.Join(&vortex.InvalidInbound{Tag: each.Tag, Cause: err}, s.goBack(opened, closed))
		}
		opened = append(opened, each.Tag)
	}
	return nil
}

// apart tells of inbounds whose networks overlap: the machine could not tell whose peer has an address of both.
func apart(wanted []vortex.Inbound) error {
	before := map[string]Config{}
	for _, each := range wanted {
		config, err := parse(each)
		if err != nil {
			return err
		}
		if config.Datapath == DatapathStack {
			continue
		}
		for tag, other := range before {
			if pool := config.shares(other); pool.IsValid() {
				return &vortex.InvalidInbound{Tag: each.Tag, Cause: fmt.Errorf("pools: %s is partly of inbound %q", pool, tag)}
			}
		}
		before[each.Tag] = config
	}
	return nil
}

// open opens an inbound with the peers of the one before.
func (s *Server) open(given vortex.Inbound, before door) error {
	config, err := parse(given)
	if err != nil {
		return err
	}
	var made door
	if config.Datapath == DatapathKernel {
		made, err = openKernel(s.book, given, config, s.kernel)
	} else {
		made, err = openUserspace(s.book, given, config)
	}
	if err != nil {
		return err
	}
	s.doors[given.Tag] = made
	if before == nil {
		return nil
	}
	err = made.change(vortex.UserChange{Upserts: before.users()})
	if refused := (vortex.RefusedUsers)(nil); errors.As(err, &refused) {
		return nil // of networks the inbound no longer has
	}
	return err
}

func (s *Server) goBack(opened []string, closed map[string]door) error {
	for _, tag := range opened {
		s.doors[tag].close()
		delete(s.doors, tag)
	}
	var failed error
	for _, old := range closed {
		failed = errors.Join(failed, s.open(old.inbound(), old))
	}
	return failed
}

// ChangeUsers implements protocol.Server.
func (s *Server) ChangeUsers(_ context.Context, tag string, change vortex.UserChange) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	served := s.doors[tag]
	if served == nil {
		return fmt.Errorf("there is no inbound %q", tag)
	}
	return served.change(change)
}

// Close implements protocol.Server.
func (s *Server) Close() error { return s.Apply(context.Background(), nil) }
