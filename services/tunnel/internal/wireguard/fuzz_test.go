package wireguard

import (
	"fmt"
	"net"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	programs "vortexpanel.dev/tunnel/internal/peer"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// FuzzPackets gives the meter what a peer, or the internet, could make up. Nothing passes but to the internet, and back.
func FuzzPackets(f *testing.F) {
	whole := packetOf(clientInside, netip.MustParseAddr("9.9.9.9"))[headroomBytes:]
	for _, seed := range [][]byte{
		nil, {0x45}, whole, whole[:headerOf4], whole[:headerOf4-1], append([]byte{0x60}, whole[1:]...), append([]byte{0x60}, whole[1:headerOf6-1]...),
		packetOf(clientInside, netip.MustParseAddr("10.8.0.9"))[headroomBytes:], packetOf(netip.MustParseAddr("9.9.9.9"), clientInside)[headroomBytes:],
	} {
		f.Add(seed)
	}
	m, p := meterOfOne(f, account.Limits{})
	f.Fuzz(func(t *testing.T, packet []byte) {
		buffer := append(make([]byte, headroomBytes), packet...)
		source, target, ok := addresses(packet)
		kept := m.uplink([][]byte{buffer}, headroomBytes)
		if len(kept) == 1 && (!ok || m.reach.course(target) != outwards || m.peers.of(source) != p) {
			t.Errorf("passed from %s to %s", source, target)
		}
		sizes := []int{len(packet)}
		m.downlink([][]byte{buffer}, sizes, headroomBytes)
		if sizes[0] != 0 && (!ok || m.peers.of(target) != p) {
			t.Errorf("passed to %s", target)
		}
	})
}

// FuzzDatagrams sends to WireGuard's and AmneziaWG's ports what anybody could. The devices go on answering.
func FuzzDatagrams(f *testing.F) {
	for first, length := range map[byte]int{1: initiationBytes, 2: responseBytes, 3: cookieBytes, 4: 32} {
		message := make([]byte, length)
		message[0] = first
		f.Add(message)
		f.Add(message[:length-1])
		f.Add(append(message, 0))
	}
	f.Add([]byte{})
	f.Add([]byte{1})
	f.Add(make([]byte, 1500))
	var sockets []net.Conn
	for _, amnezia := range []*Amnezia{nil, {Jc: 2, Jmin: 10, Jmax: 20, S1: 3, S2: 5, S3: 7, S4: 9, H1: "10-20", H2: "30", H3: "40", H4: "50"}} {
		sockets = append(sockets, listening(f, amnezia))
	}
	f.Fuzz(func(t *testing.T, datagram []byte) {
		for _, socket := range sockets {
			if _, err := socket.Write(datagram); err != nil {
				t.Fatalf("nobody listens any more: %v", err)
			}
		}
	})
}

// listening opens an inbound that needs no network, with one peer.
func listening(f *testing.F, amnezia *Amnezia) net.Conn {
	f.Helper()
	ledger, err := account.OpenLedger(filepath.Join(f.TempDir(), "ledger"))
	if err != nil {
		f.Fatal(err)
	}
	l := &lab{book: account.NewBook(ledger), node: newKeys(f), port: programs.FreePort(f)}
	l.server = newServer(l.book)
	f.Cleanup(func() { _, _ = l.server.Close(), ledger.Close() })
	l.apply(f, l.inbound(tag, l.port, func(c *Config) { c.Amnezia = amnezia }))
	user := vortex.User{ID: l.newUser(f, account.Limits{}), Secret: inBase64(newKeys(f).public), IPv4: clientInside}
	if err := l.server.ChangeUsers(f.Context(), tag, vortex.UserChange{Upserts: []vortex.User{user}}); err != nil {
		f.Fatal(err)
	}
	socket, err := net.DialTimeout("udp", fmt.Sprintf("127.0.0.1:%d", l.port), time.Second)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = socket.Close() })
	return socket
}

// FuzzConfig reads configurations: what is taken can be said to a device.
func FuzzConfig(f *testing.F) {
	const valid = `{"privateKey":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","port":1,"pools":["10.8.0.0/24"]`
	for _, seed := range []string{
		"", "{}", valid + "}", valid + `,"datapath":"tun","udpOffload":"off","allowPeers":true}`,
		valid + `,"amnezia":{"jc":3,"jmin":1,"jmax":2,"s1":1,"h1":"5-9","h2":"4294967295"}}`, valid + `,"datapath":"kernel","amnezia":{}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, given []byte) {
		config, err := parse(vortex.Inbound{Config: given})
		if err != nil {
			return
		}
		if config.MTUBytes < leastMTU || config.Port == 0 || len(config.Pools) == 0 {
			t.Errorf("took %+v", config)
		}
		if config.Amnezia != nil && config.Amnezia.commands() == "" {
			t.Error("the device is told nothing of AmneziaWG")
		}
	})
}
