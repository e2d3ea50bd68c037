package wireguard

import (
	"encoding/binary"
	"net/netip"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// BenchmarkMeter takes batches of full packets of one peer, as they come from a TUN and from the device. It allocates nothing.
func BenchmarkMeter(b *testing.B) {
	m, p := meterOfOne(b, account.Limits{})
	outside := netip.MustParseAddr("9.9.9.9")
	for name, batch := range map[string]struct {
		packet []byte
		take   func(buffers [][]byte, sizes []int)
	}{
		"uplink":   {packetOf(p.IPv4, outside), func(buffers [][]byte, _ []int) { m.uplink(buffers, headroomBytes) }},
		"downlink": {packetOf(outside, p.IPv4), func(buffers [][]byte, sizes []int) { m.downlink(buffers, sizes, headroomBytes) }},
	} {
		b.Run(name, func(b *testing.B) {
			buffers, sizes := make([][]byte, mostTogether), make([]int, mostTogether)
			b.ReportAllocs()
			b.SetBytes(mostTogether * usualMTU)
			for b.Loop() {
				for i := range buffers {
					buffers[i], sizes[i] = batch.packet, usualMTU
				}
				batch.take(buffers, sizes)
			}
		})
	}
}

// meterOfOne has one peer, who is present.
func meterOfOne(t testing.TB, limits account.Limits) (*meter, *peer) {
	t.Helper()
	ledger, err := account.OpenLedger(filepath.Join(t.TempDir(), "ledger"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ledger.Close() })
	book := account.NewBook(ledger)
	user := vortex.User{ID: uuid.New(), Device: uuid.New(), IPv4: clientInside, IPv6: netip.MustParseAddr("fd00:8::2")}
	if err := book.SetUser(user.ID, limits); err != nil {
		t.Fatal(err)
	}
	m := newMeter(book, tag, newReach(Config{Pools: []netip.Prefix{netip.MustParsePrefix("10.8.0.0/24"), netip.MustParsePrefix("fd00:8::/64")}}))
	p := newPeer(user, func() netip.Addr { return netip.MustParseAddr("192.0.2.1") })
	m.peers.add(p)
	if p.enter(m) == nil {
		t.Fatal("the peer is not let in")
	}
	return m, p
}

// packetOf is a full packet of IPv4, with headroom.
func packetOf(source, target netip.Addr) []byte {
	packet := make([]byte, headroomBytes+usualMTU)
	ip := packet[headroomBytes:]
	ip[0] = 4<<4 | 5
	binary.BigEndian.PutUint16(ip[2:], usualMTU)
	from, to := source.As4(), target.As4()
	copy(ip[12:], from[:])
	copy(ip[16:], to[:])
	return packet
}

func TestTheMeterAllocatesNothingForPacketsThatPass(t *testing.T) {
	m, p := meterOfOne(t, account.Limits{Lease: &account.Lease{UntilBytes: 1 << 40}})
	outside := netip.MustParseAddr("9.9.9.9")
	up, down := packetOf(p.IPv4, outside), packetOf(outside, p.IPv4)
	buffers, sizes := make([][]byte, mostTogether), make([]int, mostTogether)
	allocated := testing.AllocsPerRun(100, func() {
		for i := range buffers {
			buffers[i] = up
		}
		if kept := m.uplink(buffers, headroomBytes); len(kept) != mostTogether {
			t.Fatalf("kept %d", len(kept))
		}
		for i := range buffers {
			buffers[i], sizes[i] = down, usualMTU
		}
		m.downlink(buffers, sizes, headroomBytes)
		if sizes[mostTogether-1] != usualMTU {
			t.Fatal("lost a packet")
		}
	})
	if allocated != 0 {
		t.Errorf("%v allocations for %d packets", allocated, 2*mostTogether)
	}
}

func TestOfABatchOnlyWhatTheLeaseCoversPasses(t *testing.T) {
	const whole = 5
	for _, d := range []account.Direction{account.Uplink, account.Downlink} {
		m, p := meterOfOne(t, account.Limits{Lease: &account.Lease{UntilBytes: whole*usualMTU + usualMTU/2}})
		outside := netip.MustParseAddr("9.9.9.9")
		buffers, sizes := make([][]byte, mostTogether), make([]int, mostTogether)
		for i := range buffers {
			buffers[i], sizes[i] = packetOf(outside, p.IPv4), usualMTU
			if d == account.Uplink {
				buffers[i] = packetOf(p.IPv4, outside)
			}
		}
		passed := 0
		if d == account.Uplink {
			passed = len(m.uplink(buffers, headroomBytes))
		} else {
			m.downlink(buffers, sizes, headroomBytes)
			for _, size := range sizes {
				if size > 0 {
					passed++
				}
			}
		}
		if charged := m.book.ChargedBytes(p.ID); passed != whole || charged != whole*usualMTU {
			t.Errorf("direction %d: %d passed, %d bytes charged", d, passed, charged)
		}
	}
}

func TestPacketsOfOneBatchFindTheirOwnPeers(t *testing.T) {
	m, p := meterOfOne(t, account.Limits{})
	outside, nobody := netip.MustParseAddr("9.9.9.9"), netip.MustParseAddr("10.8.0.99")
	buffers := [][]byte{
		packetOf(outside, nobody), packetOf(outside, p.IPv4), packetOf(outside, nobody), make([]byte, headroomBytes+3), packetOf(outside, p.IPv4),
	}
	sizes := []int{usualMTU, usualMTU, usualMTU, 3, usualMTU}
	m.downlink(buffers, sizes, headroomBytes)
	if want := [5]int{0, usualMTU, 0, 0, usualMTU}; [5]int(sizes) != want {
		t.Errorf("left %v", sizes)
	}
	up := [][]byte{packetOf(nobody, outside), packetOf(p.IPv4, netip.MustParseAddr("10.1.1.1")), packetOf(p.IPv4, outside), packetOf(p.IPv4, nobody)}
	if kept := m.uplink(up, headroomBytes); len(kept) != 1 {
		t.Errorf("kept %d", len(kept))
	}
	if charged := m.book.ChargedBytes(p.ID); charged != 3*usualMTU {
		t.Errorf("charged %d", charged)
	}
}
