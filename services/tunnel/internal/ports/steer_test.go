package ports

import (
	"context"
	"net"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

var sharing = net.ListenConfig{Control: func(_, _ string, conn syscall.RawConn) error {
	var failed error
	err := conn.Control(func(fd uintptr) { failed = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_REUSEPORT, 1) })
	if err != nil {
		return err
	}
	return failed
}}

func listen(t *testing.T, address string) *net.TCPListener {
	t.Helper()
	listener, err := sharing.Listen(context.Background(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener.(*net.TCPListener)
}

func TestTheSecondListenerTakesAllThatIsNew(t *testing.T) {
	first := listen(t, "127.0.0.1:0")
	address := first.Addr().String()
	dial := func() {
		t.Helper()
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
	}
	const few = 20
	for range few { // they wait to be accepted
		dial()
	}
	second := listen(t, address)
	if err := ToSecond([]Port{{TCP, uint16(first.Addr().(*net.TCPAddr).Port)}}); err != nil {
		t.Fatal(err)
	}
	for range few {
		dial()
	}
	if n := waiting(t, first); n != few {
		t.Errorf("%d of %d stayed with the first", n, few)
	}
	if n := waiting(t, second); n != few {
		t.Errorf("%d of %d went to the second", n, few)
	}
	_ = first.Close()
	for range few {
		dial()
	}
	if n := waiting(t, second); n != few {
		t.Errorf("with the first gone, %d of %d went to the second", n, few)
	}
}

// waiting accepts all that wait.
func waiting(t *testing.T, listener *net.TCPListener) int {
	t.Helper()
	for n := 0; ; n++ {
		_ = listener.SetDeadline(time.Now().Add(100 * time.Millisecond))
		conn, err := listener.Accept()
		if err != nil {
			return n
		}
		t.Cleanup(func() { _ = conn.Close() })
	}
}

func packets(t *testing.T, address string) *net.UDPConn {
	t.Helper()
	conn, err := sharing.ListenPacket(context.Background(), "udp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn.(*net.UDPConn)
}

func TestConnectionsOfQUICStayWhereTheyBegan(t *testing.T) {
	first := packets(t, "127.0.0.1:0")
	second := packets(t, first.LocalAddr().String())
	if err := ToSecond([]Port{{QUIC, uint16(first.LocalAddr().(*net.UDPAddr).Port)}}); err != nil {
		t.Fatal(err)
	}
	for packet, wanted := range map[string]*net.UDPConn{"\xc3 begins": second, "\x43 goes on": first} {
		conn, err := net.Dial("udp", first.LocalAddr().String())
		if err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Write([]byte(packet))
		_ = conn.Close()
		got := make([]byte, len(packet))
		_ = wanted.SetReadDeadline(time.Now().Add(5 * time.Second))
		if _, err := wanted.Read(got); err != nil || string(got) != packet {
			t.Errorf("%q: %q, %v", packet, got, err)
		}
	}
}
