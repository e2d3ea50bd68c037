package xray

import (
	"encoding/json"
	"io"
	"net"
	"testing"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/peer"
)

// The next server of a chain hears from a connection only when the engine waits no longer for the user's first words.
func TestAUserWhoSaysNothingFirstIsHeardLaterThroughAChain(t *testing.T) {
	id := uuid.NewString()
	all := doors(t)
	for name, each := range map[string]struct{ in, out object }{
		"vmess": {object{"clients": []object{{"id": id}}}, object{"id": id}},
		"shadowsocks": {
			object{"method": "aes-256-gcm", "password": "correct horse"}, object{"method": "aes-256-gcm", "password": "correct horse"},
		},
		"trojan": {object{"clients": []object{{"password": "correct horse"}}}, object{"password": "correct horse"}},
		"vless":  {object{"decryption": "none", "clients": []object{{"id": id}}}, object{"id": id, "encryption": "none"}},
	} {
		t.Run(name, func(t *testing.T) {
			next := peer.FreePort(t)
			peer.Xray(t, object{
				"log":       object{"loglevel": "warning"},
				"inbounds":  []object{{"protocol": name, "listen": "127.0.0.1", "port": next, "settings": each.in}},
				"outbounds": []object{{"protocol": "freedom"}},
			})
			each.out["address"], each.out["port"] = "127.0.0.1", next
			outbound, err := json.Marshal(object{"protocol": name, "settings": each.out})
			if err != nil {
				t.Fatal(err)
			}
			if err := peer.WaitForTCP(t.Context(), next); err != nil {
				t.Fatal(err)
			}
			l := newLabWith(t, account.Limits{}, Settings{Outbounds: []json.RawMessage{outbound}})
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = listener.Close() }()
			said, err := l.through(t, "vless-raw", all["vless-raw"]).Dial("tcp", listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = said.Close() }()
			_ = listener.(*net.TCPListener).SetDeadline(time.Now().Add(time.Minute))
			heard, err := listener.Accept()
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = heard.Close() }()
			const words = "at last"
			if _, err := io.WriteString(said, words); err != nil {
				t.Fatal(err)
			}
			got := make([]byte, len(words))
			_ = heard.SetReadDeadline(time.Now().Add(time.Minute))
			if _, err := io.ReadFull(heard, got); err != nil || string(got) != words {
				t.Errorf("heard %q, %v", got, err)
			}
		})
	}
}
