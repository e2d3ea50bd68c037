package xray

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"testing"

	"github.com/xtls/xray-core/common/protocol"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// A connection of HTTP names its user in each request. A name may be another's by the next one.
func TestANameThatPassesToAnotherUserIsNotTakenForTheOneBefore(t *testing.T) {
	l, target := newLab(t, account.Limits{}), echo(t)
	port := l.open(t, "http", door{protocol: "http", settings: object{}, secret: "ann:first"})
	inbound := l.engine.live()["http"].handler.proxy.(*accountInbound)
	before, err := inbound.server()
	if err != nil {
		t.Fatal(err)
	}
	if inbound.find("ann", before) == nil {
		t.Fatal("ann is not known")
	}
	change := vortex.UserChange{Removed: []vortex.DeviceKey{{ID: l.user, Device: l.device}}}
	if err := l.engine.ChangeUsers(t.Context(), "http", change); err != nil {
		t.Fatal(err)
	}
	user, device := l.second(t, "http", "ann:second")
	if known := inbound.find("ann", before); known != nil {
		t.Errorf("whoever knew the first password is %s", known.Email)
	}
	if said := askHTTP(t, port, "ann:first", target.address); said != http.StatusProxyAuthRequired {
		t.Errorf("with the first password: %d", said)
	}
	if said := askHTTP(t, port, "ann:second", target.address); said != http.StatusOK {
		t.Errorf("with the second password: %d", said)
	}
	waitFor(t, func() bool {
		open := l.book.Sessions()
		return len(open) == 1 && open[0].User == user && open[0].Device == device
	})
}

// askHTTP asks for a connection, which stays open until the test ends, and answers with the status.
func askHTTP(t *testing.T, port int, secret, target string) int {
	t.Helper()
	conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := fmt.Fprintf(conn, "CONNECT %s HTTP/1.1\r\nHost: %s\r\nProxy-Authorization: Basic %s\r\n\r\n",
		target, target, base64.StdEncoding.EncodeToString([]byte(secret))); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode
}

func accounts(t testing.TB, count int) (*accountInbound, []*protocol.MemoryUser) {
	t.Helper()
	l := newLab(t, account.Limits{})
	l.open(t, "socks", doors(t)["socks"])
	inbound := l.engine.live()["socks"].handler.proxy.(*accountInbound)
	users := make([]*protocol.MemoryUser, count)
	for n := range users {
		users[n] = &protocol.MemoryUser{Email: fmt.Sprint(n), Account: &accountSecret{name: fmt.Sprint("user", n), password: "secret"}}
	}
	if err := inbound.changeUsers(nil, users); err != nil {
		t.Fatal(err)
	}
	return inbound, users
}

// One user more or less costs as much among many as among few; whoever comes first after that pays for the others.
func BenchmarkAnAccountComesAndGoes(b *testing.B) {
	for _, count := range []int{100, 100_000} {
		for name, comes := range map[string]bool{"alone": false, "and somebody comes": true} {
			b.Run(fmt.Sprint(count, " ", name), func(b *testing.B) {
				inbound, users := accounts(b, count)
				for n := 0; b.Loop(); n++ {
					user := users[n%count]
					if err := inbound.changeUsers([]string{user.Email}, []*protocol.MemoryUser{user}); err != nil {
						b.Fatal(err)
					}
					if !comes {
						continue
					}
					if _, err := inbound.server(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
