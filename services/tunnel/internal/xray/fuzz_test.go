package xray

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"slices"
	"testing"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/peer"
	"vortexpanel.dev/tunnel/internal/ports"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// FuzzHandshakes says anything at all to every door: nobody may get in without a secret, and nothing may break.
func FuzzHandshakes(f *testing.F) {
	all := doors(f)
	names := slices.Sorted(maps.Keys(all))
	l := newLab(f, account.Limits{})
	inbounds := make([]vortex.Inbound, len(names))
	at := make([]int, len(names))
	for n, name := range names {
		at[n] = peer.FreePort(f)
		inbounds[n] = l.inbound(f, name, all[name], at[n])
	}
	l.apply(f, inbounds...)
	for _, name := range names {
		change := vortex.UserChange{Upserts: []vortex.User{{ID: l.user, Device: l.device, Secret: all[name].secret}}}
		if err := l.engine.ChangeUsers(f.Context(), name, change); err != nil {
			f.Fatal(err)
		}
	}
	for n := range names {
		for _, each := range []string{
			"", "\x00", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "GET / HTTP/1.1\r\nHost: node.test\r\n\r\n",
			"CONNECT 127.0.0.1:80 HTTP/1.1\r\nProxy-Authorization: Basic YW5uOndyb25n\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00",
			"\x05\x01\x02\x01\x03ann\x05wrong", "\x05\x01\x00\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x50", "\x04\x01\x00\x50\x7f\x00\x00\x01\x00",
			"\x00aaaaaaaaaaaaaaaa\x00\x01\x00\x50\x01\x7f\x00\x00\x01", "\x00aaaaaaaaaaaaaaaa\xff\xff\xff\xff",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n\x01\x01\x7f\x00\x00\x01\x00\x50\r\n",
			"\xc3\x00\x00\x00\x01\x08aaaaaaaa\x00\x00\x44\x9e", string(make([]byte, 2000)),
		} {
			f.Add(uint8(n), []byte(each))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, said []byte) {
		n := int(which) % len(names)
		network := "tcp"
		if l.engine.live()[names[n]].ports[0].Network != ports.TCP {
			network = "udp"
		}
		conn, err := net.Dial(network, fmt.Sprintf("127.0.0.1:%d", at[n]))
		if err != nil {
			t.Fatalf("%s: %v", names[n], err)
		}
		_, _ = conn.Write(said)
		if stream, ok := conn.(*net.TCPConn); ok {
			_ = stream.CloseWrite()
		}
		const moment = 20 * time.Millisecond
		_ = conn.SetReadDeadline(time.Now().Add(moment))
		_, _ = conn.Read(make([]byte, 1<<12))
		_ = conn.Close()
		if sessions := l.book.Sessions(); len(sessions) > 0 {
			t.Errorf("%s lets in who has no secret: %+v", names[n], sessions)
		}
	})
}

// FuzzInbounds reads descriptions of inbounds that nobody would write.
func FuzzInbounds(f *testing.F) {
	l, all := &lab{}, doors(f)
	for name, d := range all {
		inbound := l.inbound(f, name, d, 1)
		f.Add(d.protocol, []byte(inbound.Config))
	}
	for _, each := range []string{`{}`, `[]`, `{"port":"1-99999"}`, `{"listen":"/x"}`, `{"port":1,"streamSettings":{"network":"mkcp","security":"reality"}}`} {
		f.Add("vless", []byte(each))
	}
	f.Fuzz(func(t *testing.T, protocol string, config []byte) {
		if !json.Valid(config) {
			return // refused before
		}
		var named struct{ Tag string }
		_ = json.Unmarshal(config, &named)
		served, err := read(vortex.Inbound{Tag: named.Tag, Protocol: protocol, Config: config})
		if (served == nil) == (err == nil) {
			t.Errorf("read %v, %v", served, err)
		}
	})
}
