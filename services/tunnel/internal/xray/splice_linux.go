package xray

import (
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"

	"golang.org/x/sys/unix"

	"vortexpanel.dev/tunnel/internal/account"
)

// chunkBytes is the capacity of a pipe by default: the most that is taken from a session, and moved, at once.
const chunkBytes = 64 * 1024

// splice moves bytes from source to target inside the kernel (splice(2)) until source ends, each chunk taken from the
// session before target gets it.
func splice(opened *account.Session, target, source *net.TCPConn) error {
	var ends [2]int
	if err := unix.Pipe2(ends[:], unix.O_NONBLOCK|unix.O_CLOEXEC); err != nil {
		return fmt.Errorf("make a pipe to splice through: %w", err)
	}
	defer func() { _, _ = unix.Close(ends[0]), unix.Close(ends[1]) }()
	from, err := source.SyscallConn()
	if err != nil {
		return err
	}
	to, err := target.SyscallConn()
	if err != nil {
		return err
	}
	for {
		n, err := move(from.Read, func(fd int) (int64, error) {
			return unix.Splice(fd, nil, ends[1], nil, chunkBytes, unix.SPLICE_F_NONBLOCK|unix.SPLICE_F_MOVE)
		})
		if err != nil || n == 0 {
			return err
		}
		if err := opened.Take(account.Downlink, int(n)); err != nil {
			return err
		}
		for left := n; left > 0; {
			moved, err := move(to.Write, func(fd int) (int64, error) {
				return unix.Splice(ends[0], nil, fd, nil, int(left), unix.SPLICE_F_NONBLOCK|unix.SPLICE_F_MOVE)
			})
			if err != nil {
				return err
			}
			left -= moved
		}
	}
}

// move calls work with a socket's descriptor each time the socket is ready, until it has something to show.
func move(whenReady func(func(fd uintptr) bool) error, work func(fd int) (int64, error)) (int64, error) {
	var n int64
	var failed error
	err := whenReady(func(fd uintptr) bool {
		for {
			n, failed = work(int(fd))
			if !errors.Is(failed, syscall.EINTR) {
				return !errors.Is(failed, syscall.EAGAIN)
			}
		}
	})
	if err != nil {
		return 0, err
	}
	return n, failed
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
