package xray

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/proxy/trojan"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/peer"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// opened is an inbound of Trojan as the engine has it.
func opened(t testing.TB, settings string) proxy.Inbound {
	t.Helper()
	l := newLab(t, account.Limits{})
	l.apply(t, vortex.Inbound{Tag: "door", Protocol: "trojan", Config: fmt.Appendf(nil,
		`{"tag":"door","protocol":"trojan","listen":"127.0.0.1","port":%d,"settings":%s,"streamSettings":{"network":"raw"}}`, peer.FreePort(t), settings)})
	return l.engine.live()["door"].handler.proxy
}

func hashed(t testing.TB) *hashedTrojan {
	t.Helper()
	ours, is := opened(t, `{}`).(*hashedTrojan)
	if !is {
		t.Fatal("it is another server")
	}
	return ours
}

func TestXraysOwnTrojanServesWhereThereAreFallbacks(t *testing.T) {
	if made, is := opened(t, `{"fallbacks":[{"dest":80}]}`).(*trojan.Server); !is {
		t.Errorf("it is %T", made)
	}
}

func withPassword(t testing.TB, email, password string) *protocol.MemoryUser {
	t.Helper()
	made, err := (&trojan.Account{Password: password}).AsAccount()
	if err != nil {
		t.Fatal(err)
	}
	return &protocol.MemoryUser{Email: email, Account: made}
}

// begins is what a client says first.
func begins(password string) []byte {
	sum := sha256.Sum224([]byte(password))
	return []byte(hex.EncodeToString(sum[:]) + "\r\n")
}

func TestAPasswordThatIsReplacedIsKnownNoMoreAndTheNewOneIs(t *testing.T) {
	inbound := hashed(t)
	serves := func(password string) *trojan.Server {
		t.Helper()
		server, err := inbound.server(begins(password))
		if err != nil {
			t.Fatal(err)
		}
		return server
	}
	change := func(removed []string, added ...*protocol.MemoryUser) {
		t.Helper()
		if err := inbound.changeUsers(removed, added); err != nil {
			t.Fatal(err)
		}
	}
	change(nil, withPassword(t, "ann", "before"), withPassword(t, "bob", "other"))
	own, other := serves("before"), serves("other")
	if own == inbound.strangers || own == other || serves("before") != own {
		t.Error("each user has a server, always the same")
	}
	change([]string{"ann"}, withPassword(t, "ann", "after"))
	if serves("before") != inbound.strangers {
		t.Error("the password before is known still")
	}
	if now := serves("after"); now == inbound.strangers || now == own {
		t.Error("the new password is not known")
	}
	if serves("other") != other {
		t.Error("another user has noticed")
	}
}

func TestWhoSaysNoPasswordIsAStranger(t *testing.T) {
	inbound := hashed(t)
	if err := inbound.changeUsers(nil, []*protocol.MemoryUser{withPassword(t, "ann", "")}); err != nil {
		t.Fatal(err)
	}
	const digits = 2 * sha256.Size224
	for _, said := range []string{"", "\r\n", strings.Repeat("0", digits-1), strings.Repeat("g", digits), strings.Repeat("0", digits)} {
		if server, err := inbound.server([]byte(said)); err != nil || server != inbound.strangers {
			t.Errorf("%q is known: %v", said, err)
		}
	}
}
