package netlab

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

const namespaces = "/run/netns"

// Namespace is a machine of the laboratory: a network namespace with a name of its own.
type Namespace struct {
	// Name is what `ip netns` calls it.
	Name string
	// IPv4 and IPv6 are the first addresses of its link: towards the node, or of the node towards the clients.
	IPv4, IPv6 netip.Addr
	// Node4 and Node6 are the node's addresses at the other end of a client's link. A node answers packets of UDP from the
	// address that is nearest, whichever it was asked at.
	Node4, Node6 netip.Addr

	file   *os.File
	starts chan func()
	over   sync.Once
}

func addNamespace(name string) (*Namespace, error) {
	if _, err := run("", "ip", "netns", "add", name); err != nil {
		return nil, err
	}
	n, err := openNamespace(name)
	if err != nil {
		_, _ = run("", "ip", "netns", "del", name)
		return nil, err
	}
	go n.startPrograms()
	// No address is looked for twice: all of them are ours, and a test would wait for it.
	// Nor is a last segment sent again when its answer is late for lack of a processor: at a target it would be seen twice.
	// A port that a connection had is free for the next one to the same target at once, or ten thousand would use them up.
	settings := "net.ipv4.tcp_tw_reuse=1 net.ipv4.tcp_early_retrans=0 net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_ra=0 net.ipv6.conf.default.accept_ra=0"
	if err := n.Sysctl(strings.Fields(settings)...); err != nil {
		return nil, err
	}
	return n, n.ip("link set lo up")
}

// openNamespace opens one that is there.
func openNamespace(name string) (*Namespace, error) {
	file, err := os.Open(filepath.Join(namespaces, name))
	if err != nil {
		return nil, fmt.Errorf("open the network namespace: %w", err)
	}
	return &Namespace{Name: name, file: file, starts: make(chan func())}, nil
}

// startPrograms starts them all from one thread, which lives as long as the namespace: a program gets its death signal
// when the thread that started it ends.
func (n *Namespace) startPrograms() {
	runtime.LockOSThread() // never unlocked: no other goroutine may find itself in the namespace
	err := unix.Setns(int(n.file.Fd()), unix.CLONE_NEWNET)
	for start := range n.starts {
		if err == nil {
			start()
		}
	}
}

// Do calls work inside the namespace: sockets it makes belong to it, wherever they are used later.
func (n *Namespace) Do(work func() error) error {
	done := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		if err := unix.Setns(int(n.file.Fd()), unix.CLONE_NEWNET); err != nil {
			done <- fmt.Errorf("enter %s: %w", n.Name, err)
			return
		}
		done <- work()
	}()
	return <-done
}

// Dial connects from inside the namespace.
func (n *Namespace) Dial(ctx context.Context, network, address string) (conn net.Conn, err error) {
	err = n.Do(func() error {
		dialer := net.Dialer{}
		conn, err = dialer.DialContext(ctx, network, address)
		return err
	})
	return conn, err
}

// Start starts a program inside the namespace. It is killed when we end, however that happens.
func (n *Namespace) Start(program *exec.Cmd) error {
	if program.SysProcAttr == nil {
		program.SysProcAttr = &syscall.SysProcAttr{}
	}
	program.SysProcAttr.Pdeathsig = syscall.SIGKILL
	started := make(chan error, 1)
	n.starts <- func() { started <- program.Start() }
	if err := <-started; err != nil {
		return fmt.Errorf("start %s in %s: %w", program.Path, n.Name, err)
	}
	return nil
}

// Run runs a program inside the namespace to its end and answers with what it printed.
func (n *Namespace) Run(ctx context.Context, name string, arguments ...string) (string, error) {
	program := exec.CommandContext(ctx, name, arguments...)
	var said bytes.Buffer
	program.Stdout, program.Stderr = &said, &said
	err := n.Start(program)
	if err == nil {
		err = program.Wait()
	}
	if err != nil {
		return said.String(), fmt.Errorf("%s %s: %w: %s", name, strings.Join(arguments, " "), err, strings.TrimSpace(said.String()))
	}
	return said.String(), nil
}

// Sysctl sets kernel settings of the namespace, each as name=value.
func (n *Namespace) Sysctl(settings ...string) error {
	return n.Do(func() error {
		for _, each := range settings {
			name, value, _ := strings.Cut(each, "=")
			path := filepath.Join("/proc/sys", strings.ReplaceAll(name, ".", "/"))
			if err := os.WriteFile(path, []byte(value), 0o644); err != nil {
				return fmt.Errorf("set %s in %s: %w", each, n.Name, err)
			}
		}
		return nil
	})
}

// Nft gives rules to nftables.
func (n *Namespace) Nft(rules string) error {
	_, err := run(rules, "ip", "netns", "exec", n.Name, "nft", "-f", "-")
	return err
}

// ip runs lines of commands for ip(8).
func (n *Namespace) ip(lines ...string) error {
	_, err := run(strings.Join(lines, "\n"), "ip", "-n", n.Name, "-batch", "-")
	return err
}

// delete ends what still runs inside, and the namespace with its links.
func (n *Namespace) delete() error {
	n.over.Do(func() { close(n.starts) })
	_ = n.file.Close()
	return deleteNamespace(n.Name)
}

func run(input, name string, arguments ...string) (string, error) {
	program := exec.Command(name, arguments...)
	program.Stdin = strings.NewReader(input)
	said, err := program.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(arguments, " "), err, strings.TrimSpace(string(said)))
	}
	return string(said), nil
}
