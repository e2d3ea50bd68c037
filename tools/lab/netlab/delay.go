package netlab

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// joinSlowly links two namespaces through a third, in which a relay holds every frame for the delay.
func (l *Lab) joinSlowly(a, b end, role string) error {
	middle, err := l.namespace(role)
	if err != nil {
		return err
	}
	nearA, nearB := end{in: middle, name: "x" + a.name}, end{in: middle, name: "x" + b.name}
	for _, pair := range [][2]end{{a, nearA}, {nearB, b}} {
		if err := l.join(pair[0], pair[1]); err != nil {
			return err
		}
	}
	relay, err := middle.Relay(nearA.name, nearB.name, l.options.Delay)
	if err != nil {
		return err
	}
	l.closers = append(l.closers, relay)
	return nil
}

// Relay carries frames between two interfaces of the namespace, each after the delay, until it is stopped. A relay that
// cannot follow drops.
func (n *Namespace) Relay(nameA, nameB string, delay time.Duration) (stop func(), err error) {
	var a, b int
	err = n.Do(func() (err error) {
		if a, err = packetSocket(nameA); err != nil {
			return err
		}
		b, err = packetSocket(nameB)
		return err
	})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	for _, way := range [][2]int{{a, b}, {b, a}} {
		const queued = 1 << 15
		frames := make(chan frame, queued)
		running.Go(func() { receive(ctx, way[0], delay, frames) })
		running.Go(func() { send(way[1], frames) })
	}
	return func() {
		cancel()
		running.Wait()
		_, _ = unix.Close(a), unix.Close(b)
	}, nil
}

type frame struct {
	due   time.Time
	bytes []byte
}

func packetSocket(name string) (int, error) {
	const allProtocols = 0x0300 // ETH_P_ALL, in network order
	const bufferBytes, hearEnding = 16 << 20, 100 * time.Millisecond
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, fmt.Errorf("open a packet socket: %w", err)
	}
	index, err := interfaceIndex(fd, name)
	wait := unix.NsecToTimeval(hearEnding.Nanoseconds())
	err = errors.Join(err,
		unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, bufferBytes),
		unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_SNDBUFFORCE, bufferBytes),
		unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &wait),
		// Or what we send would come back to us.
		unix.SetsockoptInt(fd, unix.SOL_PACKET, unix.PACKET_IGNORE_OUTGOING, 1),
		unix.SetsockoptPacketMreq(fd, unix.SOL_PACKET, unix.PACKET_ADD_MEMBERSHIP, &unix.PacketMreq{Ifindex: index, Type: unix.PACKET_MR_PROMISC}),
		unix.Bind(fd, &unix.SockaddrLinklayer{Protocol: allProtocols, Ifindex: int(index)}),
	)
	if err != nil {
		_ = unix.Close(fd)
		return 0, fmt.Errorf("set up a packet socket on %s: %w", name, err)
	}
	return fd, nil
}

func interfaceIndex(fd int, name string) (int32, error) {
	request, err := unix.NewIfreq(name)
	if err != nil {
		return 0, err
	}
	if err := unix.IoctlIfreq(fd, unix.SIOCGIFINDEX, request); err != nil {
		return 0, err
	}
	return int32(request.Uint32()), nil
}

func receive(ctx context.Context, fd int, delay time.Duration, frames chan<- frame) {
	defer close(frames)
	const largest = 1 << 16
	buffer := make([]byte, largest)
	for ctx.Err() == nil {
		n, err := unix.Read(fd, buffer)
		if err != nil {
			if errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EINTR) || errors.Is(err, unix.ENETDOWN) {
				continue
			}
			return
		}
		select {
		case frames <- frame{time.Now().Add(delay), append([]byte(nil), buffer[:n]...)}:
		default:
		}
	}
}

func send(fd int, frames <-chan frame) {
	for each := range frames {
		time.Sleep(time.Until(each.due))
		_, _ = unix.Write(fd, each.bytes) // a full queue loses frames, as on a wire
	}
}
