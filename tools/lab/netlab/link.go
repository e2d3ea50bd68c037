package netlab

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"strings"
)

// end is one end of a link.
type end struct {
	in        *Namespace
	name      string
	addresses []string
}

// join links two namespaces.
func (l *Lab) join(a, b end) error {
	if err := link(a, b); err != nil {
		return err
	}
	return errors.Join(l.raiseEnd(a), l.raiseEnd(b))
}

func link(a, b end) error {
	_, err := run("", "ip", "link", "add", a.name, "netns", a.in.Name, "type", "veth", "peer", "name", b.name, "netns", b.in.Name)
	return err
}

// atOnce makes an address of IPv6 one that may be bound as soon as it is there. Not looking for it twice (accept_dad) is
// a decision that the kernel takes a moment later.
func atOnce(address string) string {
	if strings.Contains(address, ":") {
		return "nodad"
	}
	return ""
}

func (l *Lab) raiseEnd(e end) error {
	lines := []string{fmt.Sprintf("link set %s up", e.name)}
	for _, address := range e.addresses {
		lines = append(lines, fmt.Sprintf("address add %s dev %s %s", address, e.name, atOnce(address)))
	}
	if err := e.in.ip(lines...); err != nil {
		return err
	}
	if !l.options.Plain {
		return nil
	}
	if _, err := run("", "ip", "netns", "exec", e.in.Name, "ethtool", "-K", e.name, "tso", "off", "gso", "off", "gro", "off", "tx", "off", "rx", "off"); err != nil {
		return err
	}
	// TCP would still hand over several segments at once, which only the device takes apart.
	return e.in.ip(fmt.Sprintf("link set %s gso_max_segs 1", e.name))
}

// lose drops a share of what arrives.
func (e end) lose(permille int) error {
	return e.in.Nft(fmt.Sprintf(`table inet loss_%[1]s {
	chain arriving {
		type filter hook prerouting priority raw; policy accept;
		iifname "%[2]s" numgen random mod 1000 < %[3]d drop
	}
}`, "lab", e.name, permille))
}

// RouteTo says through which device packets to an address leave. Fails where there is no route.
func (n *Namespace) RouteTo(address netip.Addr) (device string, err error) {
	said, err := run("", "ip", "-n", n.Name, "-json", "route", "get", address.String())
	if err != nil {
		return "", err
	}
	var routes []struct {
		Device string `json:"dev"`
	}
	if err := json.Unmarshal([]byte(said), &routes); err != nil || len(routes) == 0 {
		return "", fmt.Errorf("ip route get %s in %s said %q", address, n.Name, said)
	}
	return routes[0].Device, nil
}
