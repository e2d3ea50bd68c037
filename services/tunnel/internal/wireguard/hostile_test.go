package wireguard

import (
	"math/rand/v2"
	"runtime"
	"testing"

	"vortexpanel.dev/tunnel/internal/account"
	programs "vortexpanel.dev/tunnel/internal/peer"
)

func TestReplaysAndDamagedMessagesChangeNothing(t *testing.T) {
	overEach(t, func(t *testing.T, by func(*Config)) {
		l := newLab(t, by)
		target, _ := internet(t)
		between, toNode := programs.TapPackets(t, l.port)
		nodePort := l.port
		l.port = between.Port // of clients
		c := l.client(t, l.newUser(t, account.Limits{}), 2)
		reaches(t, c, target)
		waitFor(t, "all that was sent is charged", func() bool {
			return l.book.ChargedBytes(c.ID) == c.Sent.Load()+c.Received.Load()
		})
		chance := rand.New(rand.NewPCG(1, 2))
		for _, message := range between.Heard() {
			for range 3 {
				_, _ = toNode.Write(message)
			}
			damaged := append([]byte(nil), message...)
			damaged[chance.IntN(len(damaged))] ^= 1 << chance.IntN(8)
			_, _ = toNode.Write(damaged)
			_, _ = toNode.Write(message[:chance.IntN(len(message))])
		}
		reaches(t, c, target) // after all of those
		waitFor(t, "only what was sent is charged", func() bool {
			return l.book.ChargedBytes(c.ID) == c.Sent.Load()+c.Received.Load()
		})
		l.port = nodePort
		reaches(t, l.client(t, l.newUser(t, account.Limits{}), 3), target)
	})
}

func TestTenThousandHandshakesThatEndNowhereTakeNothingFromOthers(t *testing.T) {
	l := newLab(t, onTUN)
	target, _ := internet(t)
	between, toNode := programs.TapPackets(t, l.port)
	nodePort := l.port
	l.port = between.Port
	first := l.client(t, l.newUser(t, account.Limits{}), 2)
	reaches(t, first, target)
	initiation := between.Heard()[0]
	if len(initiation) != initiationBytes {
		t.Fatalf("the first message has %d bytes", len(initiation))
	}
	before, goroutines := heap(), runtime.NumGoroutine()
	for i := range 10_000 {
		half := append([]byte(nil), initiation...)
		if i%2 == 0 { // one that the node has to calculate for, and one that it sees through
			half[initiationBytes-1] ^= byte(i)
		}
		_, _ = toNode.Write(half)
	}
	// Those that wait to be looked at are 1024 buffers of 64 KB; all would be 640 MB.
	const mostWaitingBytes = 256 << 20
	if grown := int64(heap()) - int64(before); grown > mostWaitingBytes {
		t.Errorf("memory has grown by %d bytes", grown)
	}
	l.port = nodePort
	reaches(t, l.client(t, l.newUser(t, account.Limits{}), 3), target)
	reaches(t, first, target)
	const mostBytes, mostGoroutines = 32 << 20, 50
	waitFor(t, "nothing of them is left", func() bool {
		return heap() < before+mostBytes && runtime.NumGoroutine() < goroutines+mostGoroutines
	})
}

// heap is what is in use. What pools hold goes with the second collection.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var is runtime.MemStats
	runtime.ReadMemStats(&is)
	return is.HeapAlloc
}
