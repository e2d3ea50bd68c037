package xray

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/proxy/vmess"
	"github.com/xtls/xray-core/proxy/vmess/aead"

	"vortexpanel.dev/tunnel/internal/account"
)

func sharded(t testing.TB, count int) (*shardedVMess, []*protocol.MemoryUser) {
	t.Helper()
	l := newLab(t, account.Limits{})
	l.open(t, "vmess", doors(t)["vmess-raw"])
	served := l.engine.live()["vmess"].handler.proxy.(*shardedVMess)
	users := make([]*protocol.MemoryUser, count)
	for n := range users {
		made, err := (&vmess.Account{Id: uuid.NewString()}).AsAccount()
		if err != nil {
			t.Fatal(err)
		}
		users[n] = &protocol.MemoryUser{Email: fmt.Sprint(n), Account: made}
	}
	if err := served.changeUsers(nil, users); err != nil {
		t.Fatal(err)
	}
	return served, users
}

func TestAConnectionOfVMessComesToTheServerThatKnowsItsUser(t *testing.T) {
	served, users := sharded(t, 300)
	knows := func(user *protocol.MemoryUser) bool {
		begins := aead.CreateAuthID(user.Account.(*vmess.MemoryAccount).ID.CmdKey(), time.Now().Unix())
		return served.shard(begins).GetUser(t.Context(), user.Email) == user
	}
	for _, user := range users {
		if !knows(user) {
			t.Errorf("user %s is not known where the connection comes to", user.Email)
		}
	}
	gone := users[7]
	if err := served.changeUsers([]string{gone.Email}, nil); err != nil {
		t.Fatal(err)
	}
	if knows(gone) {
		t.Error("who has gone is known still")
	}
	if !knows(users[8]) {
		t.Error("who has stayed is known no more")
	}
}

func BenchmarkAUserOfVMessComesAndGoes(b *testing.B) {
	for _, count := range []int{100, 100_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			served, users := sharded(b, count)
			for n := 0; b.Loop(); n++ {
				user := users[count-1-n%count]
				if err := served.changeUsers([]string{user.Email}, []*protocol.MemoryUser{user}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
