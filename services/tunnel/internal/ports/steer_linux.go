// Package ports lets two owners of a port succeed each other: sockets that share it (SO_REUSEPORT), the first of which is
// offered nothing new once the second is there. So a listener is replaced, in this process or by the next one, without
// refusing a connection.
package ports

import (
	"errors"
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// Network of a port.
type Network uint8

const (
	TCP Network = iota
	UDP
	// QUIC is UDP whose first byte tells a connection that begins from one that is known (RFC 9000, 17.2).
	QUIC
)

// Port that is listened on.
type Port struct {
	Network Network
	Number  uint16
}

// The kernel asks a program which socket of the group takes a packet or a connection: 0 is the one that was there first,
// 1 the second. When the first closes, the second is number 0; an answer without a socket leaves the choice to the kernel.
var (
	toSecond = []unix.SockFilter{{Code: unix.BPF_RET | unix.BPF_K, K: 1}}
	// Long headers begin connections, and go to the second; short ones belong to those that the first has.
	beginningsToSecond = []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_B | unix.BPF_ABS, K: 0},
		{Code: unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K, K: 0x80, Jt: 0, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: 0},
	}
)

// ToSecond gives what is new on the ports to the socket that was bound second. What waits to be accepted at the first stays
// there. Call it from the process that has the second.
func ToSecond(wanted []Port) error {
	byNumber := map[Port][]unix.SockFilter{}
	for _, each := range wanted {
		program := toSecond
		if each.Network == QUIC {
			program = beginningsToSecond
			each.Network = UDP
		}
		byNumber[each] = program
	}
	return eachSocket(func(fd int, bound Port) error {
		program := byNumber[bound]
		if program == nil {
			return nil
		}
		filter := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
		if err := unix.SetsockoptSockFprog(fd, unix.SOL_SOCKET, unix.SO_ATTACH_REUSEPORT_CBPF, &filter); err != nil {
			return fmt.Errorf("steer port %d: %w", bound.Number, err)
		}
		return nil
	})
}

// eachSocket visits the sockets of this process that listen, or take packets of anybody.
func eachSocket(visit func(fd int, bound Port) error) error {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return fmt.Errorf("list the open sockets: %w", err)
	}
	var failed error
	for _, entry := range entries {
		fd, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		if bound, listens := listening(fd); listens {
			failed = errors.Join(failed, visit(fd, bound))
		}
	}
	return failed
}

func listening(fd int) (Port, bool) {
	kind, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	if err != nil {
		return Port{}, false // no socket, or closed meanwhile
	}
	address, err := unix.Getsockname(fd)
	if err != nil {
		return Port{}, false
	}
	var number int
	switch address := address.(type) {
	case *unix.SockaddrInet4:
		number = address.Port
	case *unix.SockaddrInet6:
		number = address.Port
	default:
		return Port{}, false
	}
	if kind == unix.SOCK_DGRAM {
		_, connected := unix.Getpeername(fd)
		return Port{UDP, uint16(number)}, connected != nil
	}
	accepts, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ACCEPTCONN)
	return Port{TCP, uint16(number)}, err == nil && accepts == 1
}
