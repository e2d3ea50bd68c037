package xray

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"net"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/peer"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// echoPackets sends packets back to where they come from, and counts them.
func echoPackets(t *testing.T) (netip.AddrPort, *atomic.Uint64) {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	got := &atomic.Uint64{}
	go func() {
		buffer := make([]byte, 1<<16)
		for {
			n, from, err := conn.ReadFrom(buffer)
			if err != nil {
				return
			}
			got.Add(uint64(n))
			_, _ = conn.WriteTo(buffer[:n], from)
		}
	}()
	return conn.LocalAddr().(*net.UDPAddr).AddrPort(), got
}

// Both ways a packet of Hysteria may come in pieces, and Xray's client spoils those that it gets: so the echo says of a long
// one only what it was.
func TestHysteriaPutsPacketsTogether(t *testing.T) {
	l := newLab(t, account.Limits{})
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		buffer := make([]byte, 1<<16)
		for {
			n, from, err := conn.ReadFrom(buffer)
			if err != nil {
				return
			}
			sum := sha256.Sum256(buffer[:n])
			_, _ = conn.WriteTo(sum[:], from)
		}
	}()
	to := conn.LocalAddr().(*net.UDPAddr).AddrPort()
	for _, first := range []int{1400, 4000} {
		through := peer.SOCKSPackets(t, l.socksThrough(t, "hysteria2", doors(t)["hysteria2"]), "", "")
		for _, size := range []int{first, 100, 1400, 4000} {
			payload := make([]byte, size)
			_, _ = rand.Read(payload)
			sum := sha256.Sum256(payload)
			waitFor(t, func() bool {
				if err := through.Send(to, payload); err != nil {
					t.Fatal(err)
				}
				got, err := through.Receive(time.Second)
				return err == nil && bytes.Equal(got, sum[:])
			})
		}
	}
}

const packetPatience = 30 * time.Second

// send sends a packet until it comes back: UDP may lose it.
func send(t *testing.T, through *peer.Packets, to netip.AddrPort, bytes int) (tries int) {
	t.Helper()
	payload := make([]byte, bytes)
	for deadline := time.Now().Add(packetPatience); time.Now().Before(deadline); {
		if err := through.Send(to, payload); err != nil {
			t.Fatal(err)
		}
		tries++
		if got, err := through.Receive(time.Second); err == nil {
			if len(got) != bytes {
				t.Fatalf("sent %d bytes, %d came back", bytes, len(got))
			}
			return tries
		}
	}
	t.Fatal("no packet comes back")
	return tries
}

func TestEveryDoorCarriesPacketsAndCountsThem(t *testing.T) {
	for name, d := range doors(t) {
		if d.streamsOnly {
			continue
		}
		t.Run(name, func(t *testing.T) {
			l := newLab(t, account.Limits{})
			first, got := echoPackets(t)
			second, alsoGot := echoPackets(t)
			through := peer.SOCKSPackets(t, l.socksThrough(t, name, d), "", "")
			sizes := []int{100, 1200, 1}
			for _, size := range sizes {
				send(t, through, first, size)
				send(t, through, second, size) // another target through the same association
			}
			arrived := got.Load() + alsoGot.Load()
			waitFor(t, func() bool {
				usage := l.usage(t)
				return len(usage) == 1 && usage[0].UplinkBytes == arrived && usage[0].DownlinkBytes >= arrived-100
			})
		})
	}
}

func TestARemovedUsersPacketsAreCarriedNoMore(t *testing.T) {
	for _, name := range []string{"shadowsocks-2022", "hysteria2", "vless-tls-vision"} {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, account.Limits{})
			target, got := echoPackets(t)
			through := peer.SOCKSPackets(t, l.socksThrough(t, name, doors(t)[name]), "", "")
			send(t, through, target, 100)
			l.book.RemoveUser(l.user)
			change := vortex.UserChange{Removed: []vortex.DeviceKey{{ID: l.user, Device: l.device}}}
			if err := l.engine.ChangeUsers(t.Context(), name, change); err != nil {
				t.Fatal(err)
			}
			waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
			before := got.Load()
			for range 5 {
				_ = through.Send(target, make([]byte, 100))
				_, _ = through.Receive(100 * time.Millisecond)
			}
			if got.Load() != before {
				t.Error("packets of a removed user arrive")
			}
		})
	}
}

func TestSOCKSPacketsAreCountedToWhoAskedForThem(t *testing.T) {
	l := newLab(t, account.Limits{})
	target, got := echoPackets(t)
	port := l.open(t, "socks", doors(t)["socks"])
	ann := peer.SOCKSPackets(t, port, "ann", "correct horse")
	send(t, ann, target, 100)
	usage := l.usage(t)
	if len(usage) != 1 || usage[0].User != l.user || usage[0].UplinkBytes != got.Load() {
		t.Errorf("counted %+v, %d bytes arrived", usage, got.Load())
	}
	// One who asked for nothing sends from the same address; then a second user asks from it.
	l.second(t, "socks", "bob:another password")
	bob := peer.SOCKSPackets(t, port, "bob", "another password")
	before := got.Load()
	for range 3 {
		_ = bob.Send(target, make([]byte, 100))
		_, _ = bob.Receive(100 * time.Millisecond)
	}
	if got.Load() != before {
		t.Error("packets that may be either's are carried")
	}
}
