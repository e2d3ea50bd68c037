package wireguard

import (
	"fmt"
	"math/rand/v2"
	"net"
	"runtime"
	"sync"
	"testing"

	"vortexpanel.dev/tunnel/internal/account"
)

// onlooker stands between a client and the node, and keeps what the client sent.
type onlooker struct {
	port int
	node net.Conn

	mu    sync.Mutex
	heard [][]byte
}

func look(t *testing.T, nodePort int) *onlooker {
	t.Helper()
	facing, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	node, err := net.Dial("udp4", fmt.Sprintf("127.0.0.1:%d", nodePort))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = facing.Close(), node.Close() })
	o := &onlooker{port: facing.LocalAddr().(*net.UDPAddr).Port, node: node}
	clients := make(chan *net.UDPAddr, 1)
	go func() {
		buffer := make([]byte, 1<<16)
		client := <-clients
		for {
			n, err := node.Read(buffer)
			if err != nil {
				return
			}
			_, _ = facing.WriteToUDP(buffer[:n], client)
		}
	}()
	go func() {
		buffer := make([]byte, 1<<16)
		for {
			n, from, err := facing.ReadFromUDP(buffer)
			if err != nil {
				return
			}
			select {
			case clients <- from:
			default:
			}
			o.mu.Lock()
			o.heard = append(o.heard, append([]byte(nil), buffer[:n]...))
			o.mu.Unlock()
			_, _ = node.Write(buffer[:n])
		}
	}()
	return o
}

func (o *onlooker) all() [][]byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([][]byte(nil), o.heard...)
}

func TestReplaysAndDamagedMessagesChangeNothing(t *testing.T) {
	overEach(t, func(t *testing.T, by func(*Config)) {
		l := newLab(t, by)
		target, _ := internet(t)
		between := look(t, l.port)
		nodePort := l.port
		l.port = between.port // of clients
		c := l.client(t, l.newUser(t, account.Limits{}), 2)
		reaches(t, c, target)
		waitFor(t, "all that was sent is charged", func() bool {
			return l.book.ChargedBytes(c.ID) == c.Sent.Load()+c.Received.Load()
		})
		chance := rand.New(rand.NewPCG(1, 2))
		for _, message := range between.all() {
			for range 3 {
				_, _ = between.node.Write(message)
			}
			damaged := append([]byte(nil), message...)
			damaged[chance.IntN(len(damaged))] ^= 1 << chance.IntN(8)
			_, _ = between.node.Write(damaged)
			_, _ = between.node.Write(message[:chance.IntN(len(message))])
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
	between := look(t, l.port)
	nodePort := l.port
	l.port = between.port
	first := l.client(t, l.newUser(t, account.Limits{}), 2)
	reaches(t, first, target)
	initiation := between.all()[0]
	if len(initiation) != initiationBytes {
		t.Fatalf("the first message has %d bytes", len(initiation))
	}
	before, goroutines := heap(), runtime.NumGoroutine()
	for i := range 10_000 {
		half := append([]byte(nil), initiation...)
		if i%2 == 0 { // one that the node has to calculate for, and one that it sees through
			half[initiationBytes-1] ^= byte(i)
		}
		_, _ = between.node.Write(half)
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
