package proof

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/site"
)

// The user's speed is held over all connections and protocols together.
func TestASpeedLimitHoldsOverEightConnectionsAndTwoProtocols(t *testing.T) {
	const bytesPerSecond, each, tolerance = 20_000_000 / 8, 4, 0.05
	s := shared(t)
	user := admit(t, s, &tunnelv1.UserLimits{DownlinkBytesPerSecond: bytesPerSecond})[0]
	target := s.At(internet.SourcePort)
	doors := []string{"vless-tls-vision", "shadowsocks-2022-128"}
	c := client(t, s, xray, s.Clients[0], site.Visit{User: user, Targets: targetsOf(target), Doors: doors})
	var reading sync.WaitGroup
	for _, name := range doors {
		for range each {
			conn := dial(t, c.Ways[name], "tcp", target)
			reading.Go(func() { _, _ = io.Copy(io.Discard, conn) })
			defer func() { _ = conn.Close() }()
		}
	}
	waitFor(t, "all connections are there", func() bool { return sessions(t, s, user) == each*len(doors) })
	time.Sleep(time.Second) // the first burst
	// Each look takes a while, in which more is counted: between their outer ends there was too much time, between the inner
	// ones too little.
	asked := time.Now()
	before, told := usage(t, s)[user.Id], time.Now()
	time.Sleep(time.Duration(pick(3, 10)) * time.Second)
	askedAgain := time.Now()
	after, toldAgain := usage(t, s)[user.Id], time.Now()
	carried := float64(after.DownlinkBytes - before.DownlinkBytes)
	least := carried/toldAgain.Sub(asked).Seconds()/bytesPerSecond - 1
	most := carried/askedAgain.Sub(told).Seconds()/bytesPerSecond - 1
	t.Logf("%.2f Mbit/s, %+.1f to %+.1f %% off", carried*8/1e6/askedAgain.Sub(told).Seconds(), 100*least, 100*most)
	if least > tolerance {
		t.Error("faster than allowed")
	}
	if long && most < -tolerance {
		t.Error("slower than allowed")
	}
}

// A connection takes as much at once as it may, and what WireGuard carries is packets that it does not keep for long.
func TestASpeedIsSharedByAConnectionAndWireGuard(t *testing.T) {
	const bytesPerSecond, least = 20_000_000 / 8, 0.2
	s := shared(t)
	user := admit(t, s, &tunnelv1.UserLimits{DownlinkBytesPerSecond: bytesPerSecond})[0]
	target, in := s.At(internet.SourcePort), s.Clients[2] // which others use no WireGuard on
	const door = "trojan-tls"
	ways := []*site.Way{
		client(t, s, xray, in, site.Visit{User: user, Targets: targetsOf(target), Doors: []string{door}}).Ways[door],
		tunnel(t, s, site.WireGuardPrograms[1], in, user),
	}
	var got [2]atomic.Int64
	for n, way := range ways {
		conn := dial(t, way, "tcp", target)
		go func() {
			for buffer := make([]byte, 32<<10); ; {
				read, err := conn.Read(buffer)
				if got[n].Add(int64(read)); err != nil {
					return
				}
			}
		}()
	}
	reads := func(bytes int64) func() bool {
		return func() bool { return got[0].Load()+got[1].Load() > bytes }
	}
	waitFor(t, "both have something", func() bool { return got[0].Load() > 0 && got[1].Load() > 0 })
	before := [2]int64{got[0].Load(), got[1].Load()}
	waitFor(t, "both read", reads(before[0]+before[1]+int64(pick(3, 10))*bytesPerSecond))
	stream, packets := float64(got[0].Load()-before[0]), float64(got[1].Load()-before[1])
	t.Logf("%.0f %% through %s, %.0f %% through WireGuard", 100*stream/(stream+packets), door, 100*packets/(stream+packets))
	if min(stream, packets) < least*(stream+packets) {
		t.Error("one of them starves")
	}
}

func TestTheThirdAddressOfATwoAddressUserComesInWhenOneLeaves(t *testing.T) {
	s := shared(t)
	user := admit(t, s, &tunnelv1.UserLimits{MostAddresses: 2})[0]
	target := s.At(internet.EchoPort)
	const door = "trojan-tls"
	var ways []*site.Way
	var conns []net.Conn
	for n := range 3 {
		c := client(t, s, xray, s.Clients[n], site.Visit{User: user, Targets: targetsOf(target), Doors: []string{door}})
		ways = append(ways, c.Ways[door])
		if n < 2 {
			conns = append(conns, dial(t, c.Ways[door], "tcp", target))
			if err := ask(conns[n], 1); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := ask(dial(t, ways[2], "tcp", target), 1); err == nil {
		t.Fatal("the third address is let in")
	}
	for n, conn := range conns {
		if err := ask(conn, 1); err != nil {
			t.Errorf("address %d: %v", n+1, err)
		}
	}
	// One more connection of an address that is there is no other address.
	if err := ask(dial(t, ways[0], "tcp", target), 1); err != nil {
		t.Errorf("a second connection of the first address: %v", err)
	}
	_ = conns[1].Close()
	waitFor(t, "the third address is let in", func() bool {
		conn, err := ways[2].Dial(t.Context(), "tcp", target)
		if err != nil {
			return false
		}
		defer func() { _ = conn.Close() }()
		return ask(conn, 1) == nil
	})
}
