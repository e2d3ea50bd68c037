package netlab

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Traffic of a port, as nftables counts it: whole IP packets.
type Traffic struct{ Packets, Bytes uint64 }

// PayloadBytes is what TCP carried in them when nothing was lost: each packet has an IP header and a TCP header with its
// timestamps (RFC 7323).
func (t Traffic) PayloadBytes(ipv6 bool) uint64 {
	const headers4, headers6 = 20 + 32, 40 + 32
	headers := uint64(headers4)
	if ipv6 {
		headers = headers6
	}
	return t.Bytes - min(t.Packets*headers, t.Bytes)
}

// CountPorts counts what arrives at TCP and UDP ports of the namespace, and what leaves from them.
func (n *Namespace) CountPorts(ports ...int) error {
	var counters, arriving, leaving strings.Builder
	for _, port := range ports {
		fmt.Fprintf(&counters, "\tcounter arrived_%d { }\n\tcounter left_%d { }\n", port, port)
		fmt.Fprintf(&arriving, "\t\tmeta l4proto { tcp, udp } th dport %d counter name arrived_%d\n", port, port)
		fmt.Fprintf(&leaving, "\t\tmeta l4proto { tcp, udp } th sport %d counter name left_%d\n", port, port)
	}
	return n.Nft(fmt.Sprintf(`table inet counters {
%s	chain arriving {
		type filter hook input priority raw; policy accept;
%s	}
	chain leaving {
		type filter hook output priority raw; policy accept;
%s	}
}`, counters.String(), arriving.String(), leaving.String()))
}

// PortTraffic is what CountPorts has counted of a port.
func (n *Namespace) PortTraffic(port int) (arrived, left Traffic, err error) {
	if arrived, err = n.counter(fmt.Sprintf("arrived_%d", port)); err != nil {
		return arrived, left, err
	}
	left, err = n.counter(fmt.Sprintf("left_%d", port))
	return arrived, left, err
}

func (n *Namespace) counter(name string) (Traffic, error) {
	said, err := run("", "ip", "netns", "exec", n.Name, "nft", "-j", "list", "counter", "inet", "counters", name)
	if err != nil {
		return Traffic{}, err
	}
	var listed struct {
		Nftables []struct {
			Counter *struct{ Packets, Bytes uint64 } `json:"counter"`
		} `json:"nftables"`
	}
	if err := json.Unmarshal([]byte(said), &listed); err != nil {
		return Traffic{}, fmt.Errorf("read what nft says: %w", err)
	}
	for _, each := range listed.Nftables {
		if each.Counter != nil {
			return Traffic{each.Counter.Packets, each.Counter.Bytes}, nil
		}
	}
	return Traffic{}, fmt.Errorf("there is no counter %s in %s", name, n.Name)
}

// SentAgain is how many TCP segments the namespace has sent more than once.
func (n *Namespace) SentAgain() (uint64, error) {
	said, err := run("", "ip", "netns", "exec", n.Name, "cat", "/proc/net/snmp")
	if err != nil {
		return 0, err
	}
	var names []string
	for line := range strings.Lines(said) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] != "Tcp:" {
			continue
		}
		if names == nil {
			names = fields
			continue
		}
		if at := slices.Index(names, "RetransSegs"); at >= 0 && at < len(fields) {
			return strconv.ParseUint(fields[at], 10, 64)
		}
	}
	return 0, fmt.Errorf("/proc/net/snmp of %s tells nothing of RetransSegs", n.Name)
}
