package xray

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xtls/xray-core/app/router"
	xnet "github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/features/dns"
	"github.com/xtls/xray-core/transport/internet"
	"github.com/xtls/xray-core/transport/internet/stat"
	"golang.org/x/net/proxy"
	"google.golang.org/protobuf/proto"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/peer"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/routing"
)

// place is a server on the internet that sends back what it gets, and says its name first.
type place struct {
	address, port string
	opened        atomic.Int64
}

func somewhere(t *testing.T, name string) *place {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	p := &place{address: listener.Addr().String()}
	_, p.port, _ = net.SplitHostPort(p.address)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			p.opened.Add(1)
			go func() {
				_, _ = io.WriteString(conn, name)
				_, _ = io.Copy(conn, conn)
				_ = conn.Close()
			}()
		}
	}()
	return p
}

// arrives tells where a connection to the address ends up; empty: nowhere.
func arrives(t *testing.T, through proxy.Dialer, address string) string {
	t.Helper()
	conn, err := through.Dial("tcp", address)
	if err != nil {
		return ""
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := conn.Write([]byte("?")); err != nil {
		return ""
	}
	name := make([]byte, 4)
	_, _ = io.ReadFull(conn, name)
	return strings.TrimRight(string(name), "\x00")
}

var hosts = json.RawMessage(`{"hosts":{"inside.test":"127.0.0.1","blocked.test":"127.0.0.1"}}`)

func TestUsersReachNoPrivateNetworkThroughAnyDoor(t *testing.T) {
	all := doors(t)
	// Each way in to the dispatcher once.
	for _, name := range []string{"vless-raw", "vless-tls-vision", "hysteria2", "shadowsocks", "shadowsocks-2022", "http", "socks"} {
		d := all[name]
		t.Run(name, func(t *testing.T) {
			l := newLabWith(t, account.Limits{}, Settings{DNS: hosts})
			l.confined = true
			server := somewhere(t, "here")
			socks := l.socksThrough(t, name, d)
			var trying sync.WaitGroup // together: Shadowsocks 2022 does not tell its client of the end, which waits for long
			for _, address := range []string{server.address, "inside.test:" + server.port, "[::ffff:127.0.0.1]:" + server.port} {
				trying.Go(func() {
					if got := arrives(t, dialer(t, socks), address); got != "" {
						t.Errorf("%s is reached", address)
					}
				})
			}
			trying.Wait()
			if server.opened.Load() > 0 {
				t.Error("the node connects to itself")
			}
			if d.streamsOnly {
				return
			}
			target, got := echoPackets(t)
			through := peer.SOCKSPackets(t, socks, "", "")
			_ = through.Send(target, make([]byte, 100))
			_ = through.SendTo("inside.test", target.Port(), make([]byte, 100))
			_, _ = through.Receive(500 * time.Millisecond)
			if got.Load() > 0 {
				t.Error("packets reach the node itself")
			}
		})
	}
}

func TestAnOperatorOpensAndBlocksWhatUsersReach(t *testing.T) {
	loopback := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	server := somewhere(t, "here")
	for name, each := range map[string]struct {
		settings Settings
		confined bool
		address  string
		wanted   string
	}{
		"a private network that is allowed":   {Settings{AllowedNetworks: loopback}, true, server.address, "here"},
		"a name of one that is allowed":       {Settings{AllowedNetworks: loopback, DNS: hosts}, true, "inside.test:" + server.port, "here"},
		"a network that is blocked":           {Settings{BlockedNetworks: loopback}, false, server.address, ""},
		"a name of a network that is blocked": {Settings{BlockedNetworks: loopback, DNS: hosts}, false, "inside.test:" + server.port, ""},
		"a name that is blocked":              {Settings{BlockedDomains: []string{"domain:blocked.test"}, DNS: hosts}, false, "blocked.test:" + server.port, ""},
		"another name":                        {Settings{BlockedDomains: []string{"domain:blocked.test"}, DNS: hosts}, false, "inside.test:" + server.port, "here"},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLabWith(t, account.Limits{}, each.settings)
			l.confined = each.confined
			if got := arrives(t, l.through(t, "vless-raw", doors(t)["vless-raw"]), each.address); got != each.wanted {
				t.Errorf("arrives %q", got)
			}
		})
	}
}

// twice is a name server whose second answer is another.
type twice struct {
	dns.Client
	asked int
}

func (n *twice) LookupIP(string, dns.IPOption) ([]net.IP, uint32, error) {
	if n.asked++; n.asked > 1 {
		return []net.IP{net.IPv4(127, 0, 0, 1)}, 0, nil
	}
	return []net.IP{net.IPv4(10, 0, 0, 1), net.IPv4(1, 1, 1, 1)}, 0, nil
}

type noted struct {
	internet.Dialer
	dialed []string
}

func (n *noted) Dial(_ context.Context, to xnet.Destination) (stat.Connection, error) {
	n.dialed = append(n.dialed, to.NetAddr())
	return nil, nil
}

func TestANameIsLookedUpOnceAndOnlyWhatWasCheckedIsConnectedTo(t *testing.T) {
	below, names := &noted{}, &twice{}
	through := &permittedDialer{below, &permit{guard: routing.NewGuard(nil, nil)}, names}
	to := xnet.TCPDestination(xnet.DomainAddress("rebound.test"), 80)
	if _, err := through.Dial(t.Context(), to); err != nil || len(below.dialed) != 1 || below.dialed[0] != "1.1.1.1:80" {
		t.Errorf("dialed %v, %v", below.dialed, err)
	}
	if _, err := through.Dial(t.Context(), to); err == nil {
		t.Errorf("dialed %v", below.dialed)
	}
}

func TestBitTorrentIsNotCarriedWhereItIsBlocked(t *testing.T) {
	l := newLabWith(t, account.Limits{}, Settings{BlockTorrents: true})
	socks := l.socksThrough(t, "shadowsocks-2022", doors(t)["shadowsocks-2022"])
	server := echo(t)
	conn, err := dialer(t, socks).Dial("tcp", server.address)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(conn, "\x13BitTorrent protocol\x00\x00\x00\x00\x00\x10\x00\x05aaaaaaaaaaaaaaaaaaaa-qB4500-bbbbbbbbbbbb")
	if arrived := <-server.ended; arrived > 0 {
		t.Errorf("%d bytes arrived", arrived)
	}
	target, got := echoPackets(t)
	through := peer.SOCKSPackets(t, socks, "", "")
	send(t, through, target, 50)
	before := got.Load()
	_ = through.Send(target, []byte("d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe"))
	_, _ = through.Receive(500 * time.Millisecond)
	if got.Load() != before {
		t.Error("a packet of the DHT arrived")
	}
}

func TestRulesNameCountriesAndListsOfSuppliedFiles(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, list proto.Message) {
		bytes, err := proto.Marshal(list)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), bytes, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	write("geoip.dat", &router.GeoIPList{Entry: []*router.GeoIP{{CountryCode: "HERE", Cidr: []*router.CIDR{{Ip: []byte{127, 0, 0, 0}, Prefix: 8}}}}})
	write("geosite.dat", &router.GeoSiteList{Entry: []*router.GeoSite{{CountryCode: "BAD", Domain: []*router.Domain{{Type: router.Domain_Domain, Value: "blocked.test"}}}}})
	server := somewhere(t, "here")
	const outbounds = `[{"protocol":"freedom"},{"protocol":"blackhole","tag":"nowhere"}]`
	var list []json.RawMessage
	if err := json.Unmarshal([]byte(outbounds), &list); err != nil {
		t.Fatal(err)
	}
	for name, each := range map[string]struct{ rule, address, wanted string }{
		"of a country that is sent nowhere": {`{"ip":["geoip:here"],"outboundTag":"nowhere"}`, server.address, ""},
		"of a list that is sent nowhere":    {`{"domain":["geosite:bad"],"outboundTag":"nowhere"}`, "blocked.test:" + server.port, ""},
		"of no list":                        {`{"domain":["geosite:bad"],"outboundTag":"nowhere"}`, "inside.test:" + server.port, "here"},
	} {
		t.Run(name, func(t *testing.T) {
			rules := json.RawMessage(`{"rules":[` + each.rule + `]}`)
			l := newLabWith(t, account.Limits{}, Settings{AssetFolder: folder, Outbounds: list, Routing: rules, DNS: hosts})
			if got := arrives(t, l.through(t, "vless-raw", doors(t)["vless-raw"]), each.address); got != each.wanted {
				t.Errorf("arrives %q", got)
			}
		})
	}
	if _, err := (Settings{AssetFolder: t.TempDir(), Routing: json.RawMessage(`{"rules":[{"ip":["geoip:here"],"outboundTag":"x"}]}`)}).build(); err == nil {
		t.Error("a file that is not there is not missed")
	}
}

func TestAUserLeavesThroughTheUsersOwnExit(t *testing.T) {
	here, there := somewhere(t, "here"), somewhere(t, "afar")
	redirect, _ := json.Marshal(object{"protocol": "freedom", "tag": "afar", "settings": object{"redirect": there.address}}) // of strings
	l := newLabWith(t, account.Limits{}, Settings{
		Outbounds: []json.RawMessage{json.RawMessage(`{"protocol":"freedom"}`), redirect, json.RawMessage(`{"protocol":"blackhole","tag":"nowhere"}`)},
		Routing:   json.RawMessage(`{"rules":[{"domain":["full:blocked.test"],"outboundTag":"nowhere"}]}`), DNS: hosts,
	})
	d := doors(t)["trojan-tls"]
	through := l.through(t, "trojan-tls", d)
	if got := arrives(t, through, here.address); got != "here" {
		t.Errorf("without an exit it arrives %q", got)
	}
	open, err := through.Dial("tcp", here.address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = open.Close() }()
	talk := func(say, hear string) {
		t.Helper()
		_ = open.SetDeadline(time.Now().Add(10 * time.Second))
		heard := make([]byte, len(hear))
		if _, err := io.WriteString(open, say); err != nil {
			t.Errorf("the open connection takes no more: %v", err)
		} else if _, err := io.ReadFull(open, heard); err != nil || string(heard) != hear {
			t.Errorf("the open connection brings %q: %v", heard, err)
		}
	}
	talk("?", "here?") // only now it has left the server
	for exit, wanted := range map[string]string{"afar": "afar", "no such exit": "", "": "here"} {
		change := vortex.UserChange{Upserts: []vortex.User{{ID: l.user, Device: l.device, Secret: d.secret, Exit: exit}}}
		if err := l.engine.ChangeUsers(t.Context(), "trojan-tls", change); err != nil {
			t.Fatal(err)
		}
		if got := arrives(t, through, here.address); got != wanted {
			t.Errorf("through %q it arrives %q", exit, got)
		}
		if got := arrives(t, through, "blocked.test:"+here.port); got != "" {
			t.Errorf("through %q a rule is passed by", exit)
		}
	}
	talk("still", "still")
}

func TestOutboundsFollowEachOther(t *testing.T) {
	server, hop := somewhere(t, "here"), peer.FreePort(t)
	d := doors(t)["vless-raw"]
	peer.Xray(t, object{
		"inbounds":  []object{{"protocol": "vless", "listen": "127.0.0.1", "port": hop, "settings": object{"decryption": "none", "clients": []object{{"id": d.secret}}}}},
		"outbounds": []object{{"protocol": "freedom"}},
	})
	between := relay(t, fmt.Sprintf("127.0.0.1:%d", hop))
	first, _ := json.Marshal(object{"protocol": "vless", "settings": object{"address": "127.0.0.1", "port": hop, "id": d.secret, "encryption": "none"}, "streamSettings": object{"sockopt": object{"dialerProxy": "first"}}})
	second, _ := json.Marshal(object{"protocol": "freedom", "tag": "first", "settings": object{"redirect": between.address}}) // both of strings and numbers
	l := newLabWith(t, account.Limits{}, Settings{Outbounds: []json.RawMessage{first, second}})
	through := l.through(t, "vless-raw", d)
	waitFor(t, func() bool { return arrives(t, through, server.address) == "here" })
	if between.opened.Load() == 0 {
		t.Error("it went past the first of the chain")
	}
	if usage := l.usage(t); len(usage) != 1 || usage[0].UplinkBytes == 0 {
		t.Errorf("counted %+v", usage)
	}
}

// relay passes connections on, and counts them.
func relay(t *testing.T, to string) *place {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	p := &place{address: listener.Addr().String()}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			next, err := net.Dial("tcp", to)
			if err != nil {
				_ = conn.Close()
				continue
			}
			p.opened.Add(1)
			go func() { _, _ = io.Copy(next, conn); _ = next.Close() }()
			go func() { _, _ = io.Copy(conn, next); _ = conn.Close() }()
		}
	}()
	return p
}
