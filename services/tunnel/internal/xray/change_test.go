package xray

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/peer"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

func TestAConnectionOutlivesTheChangeOfItsInboundAndOfOthers(t *testing.T) {
	all := doors(t)
	for _, name := range []string{"vless-raw", "vless-tls-vision", "vless-grpc-tls", "vless-xhttp-tls", "shadowsocks-2022", "hysteria2"} {
		t.Run(name, func(t *testing.T) {
			l, server := newLab(t, account.Limits{}), somewhere(t, "here")
			port, other := peer.FreePort(t), peer.FreePort(t)
			inbound := l.inbound(t, name, all[name], port)
			l.apply(t, inbound)
			grant := vortex.UserChange{Upserts: []vortex.User{{ID: l.user, Device: l.device, Secret: all[name].secret}}}
			if err := l.engine.ChangeUsers(t.Context(), name, grant); err != nil {
				t.Fatal(err)
			}
			through := dialer(t, all[name].comeThrough(t, port))
			open, err := through.Dial("tcp", server.address)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = open.Close() }()
			_ = open.SetDeadline(time.Now().Add(60 * time.Second))
			if _, err := io.ReadFull(open, make([]byte, 4)); err != nil {
				t.Fatal(err)
			}
			var refused, opened atomic.Int64
			var stop atomic.Bool
			var dialing sync.WaitGroup
			dialing.Go(func() {
				for !stop.Load() {
					if opened.Add(1); arrives(t, through, server.address) != "here" {
						refused.Add(1)
					}
				}
			})
			changed := inbound
			changed.Config = append([]byte(" "), inbound.Config...) // the same, and yet another
			l.apply(t, changed, l.inbound(t, "beside", all["vless-raw"], other))
			at := opened.Load()
			waitFor(t, func() bool { return opened.Load() > at+3 })
			l.apply(t, changed)
			stop.Store(true)
			dialing.Wait()
			if refused.Load() > 0 {
				t.Errorf("%d of %d connections were refused", refused.Load(), opened.Load())
			}
			if _, err := open.Write([]byte("still here")); err != nil {
				t.Fatal(err)
			}
			if _, err := io.ReadFull(open, make([]byte, len("still here"))); err != nil {
				t.Errorf("the connection that was open: %v", err)
			}
		})
	}
}

func TestASecretThatWasReplacedOpensNoStreamInAConnectionThatIsOpen(t *testing.T) {
	all := doors(t)
	for _, name := range []string{"hysteria2", "vless-grpc-tls", "vmess-raw"} {
		t.Run(name, func(t *testing.T) {
			l, server, d := newLab(t, account.Limits{}), somewhere(t, "here"), all[name]
			through := l.through(t, name, d)
			if got := arrives(t, through, server.address); got != "here" {
				t.Fatalf("arrives %q", got)
			}
			renewed := vortex.UserChange{Upserts: []vortex.User{{ID: l.user, Device: l.device, Secret: uuid.NewString()}}}
			if err := l.engine.ChangeUsers(t.Context(), name, renewed); err != nil {
				t.Fatal(err)
			}
			before := server.opened.Load()
			if got := arrives(t, through, server.address); got != "" || server.opened.Load() != before {
				t.Errorf("with the old secret it arrives %q", got)
			}
		})
	}
}

func TestTwoDevicesNeverHaveOneSecret(t *testing.T) {
	l, server := newLab(t, account.Limits{}), somewhere(t, "here")
	all := doors(t)
	d := all["vless-raw"]
	through := l.through(t, "vless-raw", d)
	// VLESS leaves bytes 6 and 7 of the id to whoever connects.
	twin := uuid.MustParse(d.secret)
	twin[6] ^= 0x0f
	twin[7] ^= 0xff
	intruder := vortex.User{ID: uuid.New(), Device: uuid.New(), Secret: twin.String()}
	err := l.engine.ChangeUsers(t.Context(), "vless-raw", vortex.UserChange{Upserts: []vortex.User{intruder}})
	refused := vortex.RefusedUsers{}
	if !errors.As(err, &refused) || len(refused) != 1 || refused[0].DeviceKey != intruder.Key() || !errors.Is(refused[0].Cause, errSecretTaken) {
		t.Fatalf("answered %v", err)
	}
	if got := arrives(t, through, server.address); got != "here" {
		t.Errorf("whose it was arrives %q", got)
	}
	// Once the first has gone, it is free; and two that exchange theirs in one change have what the other had.
	other := vortex.User{ID: uuid.New(), Device: uuid.New(), Secret: uuid.NewString()}
	change := vortex.UserChange{Removed: []vortex.DeviceKey{{ID: l.user, Device: l.device}}, Upserts: []vortex.User{intruder, other}}
	if err := l.engine.ChangeUsers(t.Context(), "vless-raw", change); err != nil {
		t.Fatal(err)
	}
	intruder.Secret, other.Secret = other.Secret, intruder.Secret
	if err := l.engine.ChangeUsers(t.Context(), "vless-raw", vortex.UserChange{Upserts: []vortex.User{intruder, other}}); err != nil {
		t.Error(err)
	}
}

func TestAnInboundOpensWithItsUsers(t *testing.T) {
	all := doors(t)
	for _, name := range []string{"shadowsocks-2022", "socks", "vless-raw", "hysteria2"} {
		t.Run(name, func(t *testing.T) {
			l, server, d, port := newLab(t, account.Limits{}), somewhere(t, "here"), all[name], peer.FreePort(t)
			given := l.inbound(t, name, d, port)
			given.Users = []vortex.User{{ID: l.user, Device: l.device, Secret: d.secret}, {ID: uuid.New(), Device: uuid.New(), Secret: d.secret}}
			l.apply(t, given)
			if got := arrives(t, dialer(t, d.comeThrough(t, port)), server.address); got != "here" {
				t.Errorf("who is there from the first arrives %q", got)
			}
		})
	}
}

func TestTwoInboundsOnOnePortAreRefused(t *testing.T) {
	l, all, port := newLab(t, account.Limits{}), doors(t), peer.FreePort(t)
	err := l.engine.Apply(t.Context(), []vortex.Inbound{
		l.inbound(t, "vless-raw", all["vless-raw"], port), l.inbound(t, "trojan-tls", all["trojan-tls"], port),
	})
	var invalid *vortex.InvalidInbound
	if !errors.As(err, &invalid) || !errors.Is(err, errPortTaken) {
		t.Errorf("answered %v", err)
	}
	// TCP and UDP are two ports.
	l.apply(t, l.inbound(t, "vless-raw", all["vless-raw"], port), l.inbound(t, "hysteria2", all["hysteria2"], port))
}

func TestUsersComeAndGoWhileOthersConnect(t *testing.T) {
	all := doors(t)
	for _, name := range []string{"shadowsocks-2022", "socks", "vless-raw", "hysteria2"} {
		t.Run(name, func(t *testing.T) {
			l, server, d := newLab(t, account.Limits{}), somewhere(t, "here"), all[name]
			through := l.through(t, name, d)
			var stop atomic.Bool
			var running sync.WaitGroup
			for range 4 {
				running.Go(func() {
					for !stop.Load() {
						if got := arrives(t, through, server.address); got != "here" {
							t.Errorf("arrives %q", got)
							return
						}
					}
				})
			}
			const changes, batch = 60, 20
			for n := range changes {
				var change vortex.UserChange
				for m := range batch {
					change.Upserts = append(change.Upserts, vortex.User{ID: uuid.New(), Device: uuid.New(), Secret: anotherSecret(name, n*batch+m)})
				}
				if err := l.engine.ChangeUsers(t.Context(), name, change); err != nil {
					t.Fatal(err)
				}
				for _, user := range change.Upserts[batch/2:] {
					change.Removed = append(change.Removed, user.Key())
				}
				change.Upserts = nil
				if err := l.engine.ChangeUsers(t.Context(), name, change); err != nil {
					t.Fatal(err)
				}
			}
			stop.Store(true)
			running.Wait()
		})
	}
}

// anotherSecret is one nobody else has at the door.
func anotherSecret(door string, n int) string {
	switch door {
	case "shadowsocks-2022":
		return base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "%016d", n))
	case "socks":
		return fmt.Sprintf("user-%d:password", n)
	default:
		return uuid.NewString()
	}
}
