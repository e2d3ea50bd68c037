package xray

import (
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/proxy/shadowsocks_2022"
	"lukechampine.com/blake3"
)

func keyed(t testing.TB, count int) (*keyedInbound, []*protocol.MemoryUser) {
	t.Helper()
	inbound, err := newKeyedInbound(func([]byte) bool { return true }, &shadowsocks_2022.MultiUserServerConfig{
		Method: "2022-blake3-aes-128-gcm", Key: base64.StdEncoding.EncodeToString(make([]byte, 16)),
	})
	if err != nil {
		t.Fatal(err)
	}
	users := make([]*protocol.MemoryUser, count)
	for n := range users {
		users[n] = &protocol.MemoryUser{Email: fmt.Sprint(n), Account: &keyedAccount{key: fmt.Appendf(nil, "%016d", n)}}
	}
	if err := inbound.changeUsers(nil, users); err != nil {
		t.Fatal(err)
	}
	return inbound, users
}

func identityOf(user *protocol.MemoryUser) identity {
	sum := blake3.Sum512(user.Account.(*keyedAccount).key)
	return identity(sum[:len(identity{})])
}

func TestAKeyThatIsReplacedIsKnownNoMoreAndTheNewOneIs(t *testing.T) {
	inbound, users := keyed(t, 3)
	before := identityOf(users[1])
	served, err := inbound.users.find(before)
	if err != nil {
		t.Fatal(err)
	}
	next := &protocol.MemoryUser{Email: users[1].Email, Account: &keyedAccount{key: []byte("another key, new")}}
	if err := inbound.changeUsers([]string{users[1].Email}, []*protocol.MemoryUser{next}); err != nil {
		t.Fatal(err)
	}
	if _, err := inbound.users.find(before); err == nil {
		t.Error("the key before is known still")
	}
	if now, err := inbound.users.find(identityOf(next)); err != nil || now == served {
		t.Errorf("the new key: %v", err)
	}
	for _, other := range []*protocol.MemoryUser{users[0], users[2]} {
		if _, err := inbound.users.find(identityOf(other)); err != nil {
			t.Errorf("another user: %v", err)
		}
	}
}

// One user more or less costs as much among many as among few.
func BenchmarkAKeyComesAndGoes(b *testing.B) {
	for _, count := range []int{100, 100_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			inbound, users := keyed(b, count)
			b.ReportAllocs()
			for n := range b.N {
				user := users[n%count]
				_ = inbound.changeUsers([]string{user.Email}, []*protocol.MemoryUser{user})
			}
		})
	}
}
