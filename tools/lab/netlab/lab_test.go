package netlab

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

func newLab(t *testing.T, options Options) *Lab {
	t.Helper()
	l, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// echo sends back what it gets, from the namespace.
func echo(t *testing.T, in *Namespace, address netip.Addr) netip.AddrPort {
	t.Helper()
	var listener net.Listener
	err := in.Do(func() (err error) {
		listener, err = net.Listen("tcp", netip.AddrPortFrom(address, 7).String())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = io.Copy(conn, conn); _ = conn.Close() }()
		}
	}()
	return netip.AddrPortFrom(address, 7)
}

// ask sends bytes to the echo, and answers with how long they took to come back.
func ask(t *testing.T, from *Namespace, to netip.AddrPort, bytes int) time.Duration {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	conn, err := from.Dial(ctx, "tcp", to.String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	began := time.Now()
	go func() { _, _ = conn.Write(make([]byte, bytes)) }()
	if _, err := io.ReadFull(conn, make([]byte, bytes)); err != nil {
		t.Fatal(err)
	}
	return time.Since(began)
}

func TestClientsReachTheNodeAndNotTheInternet(t *testing.T) {
	l := newLab(t, Options{Clients: 2})
	for _, client := range l.Clients {
		for _, address := range []netip.Addr{client.Node4, client.Node6} {
			ask(t, client, echo(t, l.Node, address), 1)
		}
	}
	for _, address := range []netip.Addr{l.Internet.IPv4, l.Internet.IPv6} {
		at := echo(t, l.Internet, address)
		ask(t, l.Node, at, 1)
		if device, err := l.Clients[0].RouteTo(address); err == nil {
			t.Errorf("a client reaches %s through %s", address, device)
		}
	}
}

func TestOpenLaboratoriesLetClientsThrough(t *testing.T) {
	l := newLab(t, Options{Open: true})
	for _, address := range []netip.Addr{l.Internet.IPv4, l.Internet.IPv6} {
		ask(t, l.Clients[0], echo(t, l.Internet, address), 1<<20)
	}
}

func TestDelayIsThatOfTheLink(t *testing.T) {
	const oneWay = 20 * time.Millisecond
	l := newLab(t, Options{Delay: oneWay})
	if took := ask(t, l.Clients[0], echo(t, l.Node, l.Node.IPv4), 1); took < 2*oneWay {
		t.Errorf("there and back in %v", took)
	}
}

func TestLossIsSurvivedAndSeen(t *testing.T) {
	l := newLab(t, Options{LossPermille: 50})
	ask(t, l.Clients[0], echo(t, l.Node, l.Node.IPv4), 4<<20)
	if again, err := l.Clients[0].SentAgain(); err != nil || again == 0 {
		t.Errorf("sent again: %d, %v", again, err)
	}
}

func TestCountersKnowWhatAPortCarried(t *testing.T) {
	l := newLab(t, Options{Plain: true, Open: true})
	if err := l.Internet.CountPorts(7); err != nil {
		t.Fatal(err)
	}
	const sent = 5 << 20
	ask(t, l.Clients[0], echo(t, l.Internet, l.Internet.IPv4), sent)
	arrived, left, err := l.Internet.PortTraffic(7)
	if err != nil {
		t.Fatal(err)
	}
	// Options of the first packets and of reordered ones, and what was sent again.
	const options, segmentBytes = sent / 1000, 1448
	again := uint64(0)
	for _, each := range []*Namespace{l.Clients[0], l.Internet} {
		count, err := each.SentAgain()
		if err != nil {
			t.Fatal(err)
		}
		again += count * segmentBytes
	}
	for _, way := range []Traffic{arrived, left} {
		if got := way.PayloadBytes(false); got < sent || got > sent+options+again {
			t.Errorf("carried %d bytes, counted %d in %d packets", sent, got, way.Packets)
		}
	}
}

// A laboratory of a process that is killed goes when the next one is built.
func TestLeftoversOfTheDeadAreSwept(t *testing.T) {
	const asChild = "VORTEX_LAB_TEST_DIES"
	if os.Getenv(asChild) != "" {
		l, err := New(Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Node.Start(exec.Command("sleep", "1000")); err != nil {
			t.Fatal(err)
		}
		process, _ := os.FindProcess(os.Getpid())
		_ = process.Kill()
		select {}
	}
	child := exec.Command(os.Args[0], "-test.run", t.Name())
	child.Env = append(os.Environ(), asChild+"=1")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	number := child.Process.Pid
	if err := child.Wait(); err == nil {
		t.Fatal("the child did not die")
	}
	if left := namespacesOf(t, number); len(left) == 0 {
		t.Fatal("the child left nothing to sweep")
	}
	alive := newLab(t, Options{})
	if left := namespacesOf(t, number); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	if err := Sweep(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(namespaces + "/" + alive.Node.Name); err != nil {
		t.Errorf("of the living: %v", err)
	}
}

func namespacesOf(t *testing.T, pid int) []string {
	t.Helper()
	entries, err := os.ReadDir(namespaces)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		owner, _, _ := strings.Cut(strings.TrimPrefix(entry.Name(), prefix), "-")
		if number, _, _ := strings.Cut(owner, "."); number == strconv.Itoa(pid) {
			names = append(names, entry.Name())
		}
	}
	return names
}
