package xray

import (
	"context"
	"net/netip"
	"sync"
	"syscall"
	"time"

	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/proxy"
	"golang.org/x/sys/unix"

	"vortexpanel.dev/tunnel/internal/account"
)

// sockets asks the kernel what it knows of the connections of sessions.
//
// One that its client has reset ends its session. Whoever reads or writes learns of it at once, but while a target takes
// nothing, or a limit lets nothing through, nobody does: the session would keep its place among the user's addresses for as
// long as a connection may be idle.
//
// Of the others it is noted how long packets take to the client and back.
type sockets struct {
	book  *account.Book
	stop  chan struct{}
	over  chan struct{}
	close func()

	mu    sync.Mutex
	conns map[*account.Session]*socket
}

type socket struct {
	raw syscall.RawConn
	// measurable is one whose other end is the client itself: before others stands a proxy.
	measurable bool
	// measuredIn so many looks; 0: in the next.
	measuredIn int
}

const (
	// looksEvery second or so: ten thousand connections take some milliseconds.
	looksEvery = time.Second
	// looksOfMeasure: of a connection that stays open its latency is noted once a minute.
	looksOfMeasure = 60
)

func watchSockets(book *account.Book) *sockets {
	w := &sockets{
		book: book, stop: make(chan struct{}), over: make(chan struct{}), conns: map[*account.Session]*socket{},
	}
	w.close = sync.OnceFunc(func() {
		close(w.stop)
		<-w.over
	})
	go w.run()
	return w
}

// watch looks at the connection until the session ends. What is no connection of TCP to anybody (QUIC, streams of gRPC) is
// read by its own transport whatever happens.
func (w *sockets) watch(opened *account.Session, conn net.Conn) {
	if conn == nil {
		return
	}
	under, _, _ := proxy.UnwrapRawConn(conn)
	tcp, ok := under.(*net.TCPConn)
	if !ok {
		return
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return
	}
	w.mu.Lock()
	w.conns[opened] = &socket{raw: raw, measurable: isFrom(tcp, opened.Source())}
	w.mu.Unlock()
	context.AfterFunc(opened.Context(), func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.conns, opened)
	})
}

func isFrom(conn *net.TCPConn, source netip.Addr) bool {
	other, ok := conn.RemoteAddr().(*net.TCPAddr)
	return ok && other.AddrPort().Addr().Unmap() == source.Unmap()
}

func (w *sockets) run() {
	defer close(w.over)
	tick := time.NewTicker(looksEvery)
	defer tick.Stop()
	for {
		select {
		case <-w.stop:
			return
		case <-tick.C:
			w.look()
		}
	}
}

func (w *sockets) look() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for opened, socket := range w.conns {
		info := infoOf(socket.raw)
		switch {
		case info == nil:
		case info.State == stateClosed:
			opened.Close() // its end forgets it
		case info.State == stateEstablished && socket.measurable:
			w.measure(opened, socket, info)
		}
	}
}

// measure notes the shortest of the round trips of the last minutes: those of packets that waited nowhere.
func (w *sockets) measure(opened *account.Session, socket *socket, info *unix.TCPInfo) {
	const unknown = ^uint32(0)
	if socket.measuredIn > 0 {
		socket.measuredIn--
		return
	}
	if info.Min_rtt == 0 || info.Min_rtt == unknown {
		return
	}
	socket.measuredIn = looksOfMeasure - 1
	w.book.NoteLatency(opened, time.Duration(info.Min_rtt)*time.Microsecond)
}

// The kernel's states of a connection. One that it knows no more is closed; one that the client has merely closed waits to be
// read out.
const (
	stateEstablished = 1 // TCP_ESTABLISHED
	stateClosed      = 7 // TCP_CLOSE
)

// infoOf is what the kernel knows of a connection; nil where it does not say.
func infoOf(raw syscall.RawConn) *unix.TCPInfo {
	var info *unix.TCPInfo
	err := raw.Control(func(fd uintptr) {
		if told, failed := unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO); failed == nil {
			info = told
		}
	})
	if err != nil {
		return nil
	}
	return info
}
