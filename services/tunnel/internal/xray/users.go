package xray

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"strings"

	"github.com/google/uuid"
	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/proxy"
	hysteria "github.com/xtls/xray-core/proxy/hysteria/account"
	"github.com/xtls/xray-core/proxy/shadowsocks"
	"github.com/xtls/xray-core/proxy/trojan"
	"github.com/xtls/xray-core/proxy/vless"
	"github.com/xtls/xray-core/proxy/vmess"

	"vortexpanel.dev/tunnel/internal/parallel"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

var (
	errSecretTaken = errors.New("another device has the same secret here")
	errNoName      = errors.New("the secret is a name and a password: name:password")
)

// servedUser is a user as an inbound knows it.
type servedUser struct {
	vortex.User
	made *protocol.MemoryUser
	// mark of the secret, by which the inbound finds it.
	mark uint64
}

// batchOfUsers is an inbound of ours, which changes many users at once. Those that are added were not there.
type batchOfUsers interface {
	changeUsers(removed []string, added []*protocol.MemoryUser) error
}

// An Xray user's e-mail is what Xray tells us of who a connection belongs to.
func email(key vortex.DeviceKey) string { return key.ID.String() + "/" + key.Device.String() }

func parseEmail(text string) (vortex.DeviceKey, bool) {
	const length = 36
	if len(text) != 2*length+1 || text[length] != '/' {
		return vortex.DeviceKey{}, false
	}
	id, err := uuid.Parse(text[:length])
	if err != nil {
		return vortex.DeviceKey{}, false
	}
	device, err := uuid.Parse(text[length+1:])
	return vortex.DeviceKey{ID: id, Device: device}, err == nil
}

// memoryUser is the user as an inbound of Xray keeps it.
func (i *servedInbound) memoryUser(user vortex.User) (*protocol.MemoryUser, error) {
	var secret interface {
		AsAccount() (protocol.Account, error)
	}
	switch i.protocol {
	case "vless":
		secret = &vless.Account{Id: user.Secret, Flow: i.flow, Encryption: "none"}
	case "vmess":
		secret = &vmess.Account{Id: user.Secret}
	case "trojan":
		secret = &trojan.Account{Password: user.Secret}
	case "hysteria":
		secret = &hysteria.Account{Auth: user.Secret}
	case "http", "socks":
		name, password, both := strings.Cut(user.Secret, ":")
		if !both || name == "" {
			return nil, errNoName
		}
		return &protocol.MemoryUser{Email: email(user.Key()), Account: &accountSecret{name: name, password: password}}, nil
	case "shadowsocks":
		if i.keyBytes > 0 {
			key, err := i.keyedUser(user.Secret)
			return &protocol.MemoryUser{Email: email(user.Key()), Account: key}, err
		}
		secret = &shadowsocks.Account{Password: user.Secret, CipherType: i.cipher}
	default:
		return nil, fmt.Errorf("%s has no users of its own", i.protocol)
	}
	account, err := secret.AsAccount()
	return &protocol.MemoryUser{Email: email(user.Key()), Account: account}, err
}

func (i *servedInbound) serve(user vortex.User) (*servedUser, error) {
	made, err := i.memoryUser(user)
	if err != nil {
		return nil, err
	}
	return &servedUser{user, made, markOf(made)}, nil
}

var marks = maphash.MakeSeed()

// markOf marks what the inbound tells users apart by. Two of the same mark would be taken for each other.
func markOf(made *protocol.MemoryUser) uint64 {
	switch account := made.Account.(type) {
	case *vless.MemoryAccount:
		// Whoever connects may put anything into these two bytes.
		id := vless.ProcessUUID(account.ID.UUID())
		return maphash.Bytes(marks, id[:])
	case *vmess.MemoryAccount:
		return maphash.Bytes(marks, account.ID.Bytes())
	case *trojan.MemoryAccount:
		return maphash.String(marks, account.Password)
	case *hysteria.MemoryAccount:
		return maphash.String(marks, account.Auth)
	case *shadowsocks.MemoryAccount:
		return maphash.Bytes(marks, account.Key)
	case *keyedAccount:
		return maphash.Bytes(marks, account.key)
	case *accountSecret:
		return maphash.String(marks, account.name)
	default:
		return maphash.String(marks, made.Email)
	}
}

// changeUsers brings the users to what the change says. The engine's lock is held.
func (i *servedInbound) changeUsers(ctx context.Context, change vortex.UserChange) error {
	upserts := make([]vortex.User, 0, len(change.Upserts))
	removed := make([]vortex.DeviceKey, 0, len(change.Removed))
	for _, key := range change.Removed {
		if i.user(key) != nil {
			removed = append(removed, key)
		}
	}
	for _, user := range change.Upserts {
		known := i.user(user.Key())
		switch {
		case known == nil:
		case sameProof(known.User, user):
			if known.Exit != user.Exit {
				i.users.Store(user.Key(), &servedUser{user, known.made, known.mark})
			}
			continue
		default:
			removed = append(removed, user.Key())
		}
		upserts = append(upserts, user)
	}
	return i.replaceUsers(ctx, removed, upserts)
}

func sameProof(a, b vortex.User) bool {
	a.Exit, b.Exit = "", ""
	return a == b
}

func (i *servedInbound) replaceUsers(ctx context.Context, removed []vortex.DeviceKey, upserts []vortex.User) error {
	var emails []string
	for _, key := range removed {
		known := i.user(key)
		delete(i.marks, known.mark)
		i.users.Delete(key)
		emails = append(emails, known.made.Email)
	}
	made, causes := make([]*servedUser, len(upserts)), make([]error, len(upserts))
	_ = parallel.Each(len(upserts), func(n int) error {
		made[n], causes[n] = i.serve(upserts[n])
		return nil
	})
	var refused vortex.RefusedUsers
	added := made[:0]
	for n, user := range made {
		cause := causes[n]
		if cause == nil {
			if _, taken := i.marks[user.mark]; !taken {
				i.marks[user.mark] = struct{}{}
				added = append(added, user)
				continue
			}
			cause = errSecretTaken
		}
		refused = append(refused, vortex.RefusedUser{Tag: i.tag, DeviceKey: upserts[n].Key(), Cause: cause})
	}
	if err := i.tell(ctx, emails, added); err != nil {
		return err
	}
	if len(refused) > 0 {
		return refused
	}
	return nil
}

// tell tells Xray. Who is added is known here first, so that nobody is let in whom we do not know.
func (i *servedInbound) tell(ctx context.Context, removed []string, added []*servedUser) error {
	if batch, ours := i.handler.proxy.(batchOfUsers); ours {
		if len(removed)+len(added) == 0 {
			return nil
		}
		for _, user := range added {
			i.users.Store(user.Key(), user)
		}
		made := make([]*protocol.MemoryUser, len(added))
		for n, user := range added {
			made[n] = user.made
		}
		return batch.changeUsers(removed, made)
	}
	manager, ok := i.handler.proxy.(proxy.UserManager)
	if !ok {
		return fmt.Errorf("inbound %q: %s has no users of its own", i.tag, i.protocol)
	}
	for _, email := range removed {
		if err := manager.RemoveUser(ctx, email); err != nil {
			return fmt.Errorf("inbound %q: remove a user: %w", i.tag, err)
		}
	}
	return parallel.Each(len(added), func(n int) error {
		user := added[n]
		i.users.Store(user.Key(), user)
		if err := manager.AddUser(ctx, user.made); err != nil {
			return fmt.Errorf("inbound %q: add user %s: %w", i.tag, user.ID, err)
		}
		return nil
	})
}

// user of the inbound, or nil.
func (i *servedInbound) user(key vortex.DeviceKey) *servedUser {
	found, _ := i.users.Load(key)
	known, _ := found.(*servedUser)
	return known
}
