package peer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// Listens waits until somebody in the process's namespace listens on all these TCP ports. It connects to none of them: what
// a client forwards would be seen at its target.
func (p *Process) Listens(ctx context.Context, ports []int) error {
	for {
		listening, err := p.listening()
		if err == nil && containsAll(listening, ports) {
			return nil
		}
		select {
		case <-p.ended:
			return fmt.Errorf("%s ended: %w\n%s", p.command.Path, p.err, p.Said())
		case <-ctx.Done():
			return fmt.Errorf("%s does not listen: %w\n%s", p.command.Path, errors.Join(ctx.Err(), err), p.Said())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func containsAll(set map[int]bool, ports []int) bool {
	for _, port := range ports {
		if !set[port] {
			return false
		}
	}
	return true
}

// listening reads proc_net_tcp(5).
func (p *Process) listening() (map[int]bool, error) {
	const stateListen, base, bits = "0A", 16, 32
	ports := map[int]bool{}
	for _, name := range []string{"tcp", "tcp6"} {
		table, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/%s", p.PID(), name))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(table)) {
			fields := strings.Fields(line)
			const local, state = 1, 3
			if len(fields) <= state || fields[state] != stateListen {
				continue
			}
			_, port, _ := strings.Cut(fields[local], ":")
			if number, err := strconv.ParseInt(port, base, bits); err == nil {
				ports[int(number)] = true
			}
		}
	}
	return ports, nil
}
