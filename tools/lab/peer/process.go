package peer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"vortexpanel.dev/lab/netlab"
)

// Process is a program that runs in a namespace.
type Process struct {
	command *exec.Cmd
	said    output
	ended   chan struct{}
	err     error
}

// Start starts a program that is built.
func Start(in *netlab.Namespace, path string, input io.Reader, arguments ...string) (*Process, error) {
	return start(in, exec.Command(path, arguments...), input)
}

func start(in *netlab.Namespace, command *exec.Cmd, input io.Reader) (*Process, error) {
	p := &Process{command: command, ended: make(chan struct{})}
	command.Stdin, command.Stdout, command.Stderr = input, &p.said, &p.said
	if err := in.Start(command); err != nil {
		return nil, err
	}
	go func() {
		p.err = command.Wait()
		close(p.ended)
	}()
	return p, nil
}

// StartXray starts a stock Xray with a configuration in its own JSON.
func StartXray(in *netlab.Namespace, config map[string]any) (*Process, error) {
	return startWith(in, Xray, config, "run", "-c", "stdin:")
}

// StartSingBox starts a stock sing-box with a configuration in its own JSON.
func StartSingBox(in *netlab.Namespace, config map[string]any) (*Process, error) {
	return startWith(in, SingBox, config, "run", "-c", "stdin")
}

func startWith(in *netlab.Namespace, source Source, config map[string]any, arguments ...string) (*Process, error) {
	path, err := source.Build()
	if err != nil {
		return nil, err
	}
	document, err := json.Marshal(config)
	if err != nil {
		return nil, fmt.Errorf("write the configuration of %s: %w", source.name, err)
	}
	return Start(in, path, bytes.NewReader(document), arguments...)
}

// PID of the process.
func (p *Process) PID() int { return p.command.Process.Pid }

// Signal sends one.
func (p *Process) Signal(signal syscall.Signal) error { return p.command.Process.Signal(signal) }

// Stop has the process stand still, and waits until all of it does.
func (p *Process) Stop() error {
	if err := p.Signal(syscall.SIGSTOP); err != nil {
		return err
	}
	for {
		threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", p.PID()))
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(threads, runs) {
			return nil
		}
		select {
		case <-p.ended:
			return fmt.Errorf("ended before it stood still: %w", p.err)
		case <-time.After(time.Millisecond):
		}
	}
}

// runs tells whether a thread does, by proc(5): its state follows the name, which ends with the last parenthesis.
func runs(thread string) bool {
	said, err := os.ReadFile(thread)
	return err == nil && !bytes.HasPrefix(said[bytes.LastIndexByte(said, ')')+1:], []byte(" T"))
}

// Kill ends the process as a power cut would, and waits for the end.
func (p *Process) Kill() {
	_ = p.command.Process.Kill()
	<-p.ended
}

// Ended is closed when the process has ended; Err tells how, then.
func (p *Process) Ended() <-chan struct{} { return p.ended }

// Err of a process that has ended.
func (p *Process) Err() error { return p.err }

// Said is the end of what it has printed.
func (p *Process) Said() string { return p.said.String() }

// output keeps the end of what a program prints.
type output struct {
	mu   sync.Mutex
	last []byte
}

func (o *output) Write(p []byte) (int, error) {
	const most = 64 << 10
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = append(o.last, p...)
	if over := len(o.last) - most; over > 0 {
		o.last = append([]byte(nil), o.last[over:]...)
	}
	return len(p), nil
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return string(o.last)
}
