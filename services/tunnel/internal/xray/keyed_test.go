package xray

import (
	"encoding/base64"
	"fmt"
	"testing"
	"time"

	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/proxy/shadowsocks_2022"
)

func TestChangesThatFollowEachOtherShareOneTable(t *testing.T) {
	inbound, err := newKeyedInbound(&shadowsocks_2022.MultiUserServerConfig{
		Method: "2022-blake3-aes-128-gcm", Key: base64.StdEncoding.EncodeToString(make([]byte, 16)),
	})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	add := func() *keyedService {
		t.Helper()
		n++
		user := &protocol.MemoryUser{Email: fmt.Sprint(n), Account: &keyedAccount{key: fmt.Appendf(nil, "%016d", n)}}
		if err := inbound.changeUsers(nil, []*protocol.MemoryUser{user}); err != nil {
			t.Fatal(err)
		}
		return inbound.service.Load()
	}
	empty := inbound.service.Load()
	inbound.rested = time.Now()
	first := add()
	if first == empty {
		t.Error("one that comes alone is not served at once")
	}
	inbound.mu.Lock()
	inbound.rested = time.Now().Add(100 * time.Millisecond) // as if there were many
	inbound.mu.Unlock()
	if add() != first || add() != first {
		t.Error("each has a table made")
	}
	waitFor(t, func() bool { return inbound.service.Load() != first })
	inbound.mu.Lock()
	defer inbound.mu.Unlock()
	if inbound.next != nil || len(inbound.users) != n {
		t.Errorf("%d of %d users are served", len(inbound.users), n)
	}
}
