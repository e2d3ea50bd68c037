package xray

import (
	"crypto/rand"
	"crypto/tls"
	"io"
	"runtime"
	"sync"
	"testing"

	"vortexpanel.dev/tunnel/internal/account"
)

func TestConnectingAndLeavingLeavesNothingBehind(t *testing.T) {
	all := doors(t)
	for _, name := range []string{"vless-raw", "vless-tls-vision", "trojan-grpc-tls", "shadowsocks-2022", "hysteria2", "socks"} {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, account.Limits{})
			server, through := somewhere(t, "here"), l.through(t, name, all[name])
			cycle := func(times int) {
				const atOnce = 8
				var running sync.WaitGroup
				for range atOnce {
					running.Go(func() {
						for range times / atOnce {
							if got := arrives(t, through, server.address); got != "here" {
								t.Errorf("arrives %q", got)
								return
							}
						}
					})
				}
				running.Wait()
				waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
			}
			settled := func() (goroutines int, heap uint64) {
				var memory runtime.MemStats
				runtime.GC()
				runtime.GC() // pools keep what they hold for one more
				runtime.ReadMemStats(&memory)
				return runtime.NumGoroutine(), memory.HeapAlloc
			}
			// A buffer of each left behind would be twice the noise; Hysteria has 1,024 streams at once, ended ones for a while.
			const warm, many, noise, noiseBytes = 200, 800, 30, 4 << 20
			cycle(warm)
			var goroutines int
			waitFor(t, func() bool { before := goroutines; goroutines, _ = settled(); return goroutines == before })
			_, heap := settled()
			cycle(many)
			waitFor(t, func() bool { now, left := settled(); return now <= goroutines+noise && left <= heap+noiseBytes })
		})
	}
}

func TestALeaseIsHeldOverManyConnectionsThroughSeveralDoors(t *testing.T) {
	const lease, connections = 8 << 20, 6
	all, names := doors(t), []string{"vless-tls-vision", "shadowsocks-2022", "hysteria2"}
	l := newLab(t, account.Limits{Lease: &account.Lease{UntilBytes: lease}})
	server := echo(t)
	var flowing sync.WaitGroup
	var passed []*counted
	for _, through := range l.throughAll(t, all, names) {
		for range connections {
			raw, err := through.Dial("tcp", server.address)
			if err != nil {
				t.Fatal(err)
			}
			carried := &counted{Conn: raw}
			passed = append(passed, carried)
			conn := tls.Client(carried, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
			flowing.Go(func() { _, _ = io.Copy(conn, rand.Reader) })
			flowing.Go(func() { _, _ = io.Copy(io.Discard, conn) })
		}
	}
	var arrived uint64
	for range passed {
		arrived += <-server.ended
	}
	waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
	var got uint64
	for _, each := range passed {
		_ = each.Close()
		got += each.read.Load()
	}
	flowing.Wait()
	if charged := l.book.ChargedBytes(l.user); charged > lease || arrived+got > lease {
		t.Errorf("charged %d of a lease of %d; %d bytes arrived at the target and %d at the clients", charged, lease, arrived, got)
	}
}
