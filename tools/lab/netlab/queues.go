package netlab

import (
	"fmt"
	"strings"
)

// Queued are the bytes that sockets of the namespace hold of TCP over IPv4 from or to a port: those that were written and
// are not acknowledged yet, and those that have come and are not read yet.
func (n *Namespace) Queued(port int) (unsent, unread uint64, err error) {
	said, err := run("", "ip", "netns", "exec", n.Name, "cat", "/proc/net/tcp")
	if err != nil {
		return 0, 0, err
	}
	const listens = "0A"
	wanted := fmt.Sprintf(":%04X", port)
	for line := range strings.Lines(said) {
		fields := strings.Fields(line)
		const local, remote, state, queues = 1, 2, 3, 4
		if len(fields) <= queues || fields[state] == listens {
			continue
		}
		if !strings.HasSuffix(fields[local], wanted) && !strings.HasSuffix(fields[remote], wanted) {
			continue
		}
		var sending, reading uint64
		if _, err := fmt.Sscanf(fields[queues], "%x:%x", &sending, &reading); err != nil {
			return 0, 0, fmt.Errorf("read /proc/net/tcp of %s: %w", n.Name, err)
		}
		unsent, unread = unsent+sending, unread+reading
	}
	return unsent, unread, nil
}
