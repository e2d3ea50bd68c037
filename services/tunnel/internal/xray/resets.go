package xray

import (
	"context"
	"sync"
	"syscall"
	"time"

	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/proxy"
	"golang.org/x/sys/unix"

	"vortexpanel.dev/tunnel/internal/account"
)

// resets ends the sessions of connections that their clients have reset. Whoever reads or writes learns of it at once, but
// while a target takes nothing, or a limit lets nothing through, nobody does: the session would keep its place among the
// user's addresses for as long as a connection may be idle.
type resets struct {
	stop  chan struct{}
	over  chan struct{}
	close func()

	mu    sync.Mutex
	conns map[*account.Session]syscall.RawConn
}

// looksEvery second or so: ten thousand connections take some milliseconds.
const looksEvery = time.Second

func watchResets() *resets {
	r := &resets{stop: make(chan struct{}), over: make(chan struct{}), conns: map[*account.Session]syscall.RawConn{}}
	r.close = sync.OnceFunc(func() {
		close(r.stop)
		<-r.over
	})
	go r.run()
	return r
}

// watch looks at the connection until the session ends. What is no connection of TCP to anybody (QUIC, streams of gRPC) is
// read by its own transport whatever happens.
func (r *resets) watch(opened *account.Session, conn net.Conn) {
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
	r.mu.Lock()
	r.conns[opened] = raw
	r.mu.Unlock()
	context.AfterFunc(opened.Context(), func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.conns, opened)
	})
}

func (r *resets) run() {
	defer close(r.over)
	tick := time.NewTicker(looksEvery)
	defer tick.Stop()
	for {
		select {
		case <-r.stop:
			return
		case <-tick.C:
			r.look()
		}
	}
}

func (r *resets) look() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for opened, raw := range r.conns {
		if isReset(raw) {
			opened.Close() // its end forgets it
		}
	}
}

// isReset tells whether the kernel knows the connection no more. One that the client has merely closed waits to be read out.
func isReset(raw syscall.RawConn) bool {
	const stateClosed = 7 // TCP_CLOSE
	reset := false
	err := raw.Control(func(fd uintptr) {
		info, failed := unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO)
		reset = failed == nil && info.State == stateClosed
	})
	return err == nil && reset
}
