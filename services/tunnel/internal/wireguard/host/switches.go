package host

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vishvananda/netlink"
)

// switches are values of the kernel's settings by path below /proc/sys/net.
type switches map[string]string

const root = "/proc/sys/net"

const (
	forward4 = "ipv4/ip_forward"
	forward6 = "ipv6/conf/all/forwarding"
)

func read(path string) (string, error) {
	text, err := os.ReadFile(filepath.Join(root, path))
	return strings.TrimSpace(string(text)), err
}

// set writes what differs: forwarding last, since what depends on it must have been set before.
func (s switches) set() error {
	return s.write(slices.SortedFunc(maps.Keys(s), forwardingLast))
}

// restore goes the other way.
func (s switches) restore() error {
	paths := slices.SortedFunc(maps.Keys(s), forwardingLast)
	slices.Reverse(paths)
	return s.write(paths)
}

func forwardingLast(a, b string) int {
	rank := func(path string) string {
		if path == forward4 || path == forward6 {
			return "last" + path
		}
		return "first" + path
	}
	return strings.Compare(rank(a), rank(b))
}

// write writes in the order given. A setting that is gone, with its link, needs none.
func (s switches) write(paths []string) error {
	var failed error
	for _, path := range paths {
		if is, err := read(path); err == nil && is == s[path] {
			continue
		}
		err := os.WriteFile(filepath.Join(root, path), []byte(s[path]), 0)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, fmt.Errorf("set %s: %w", path, err))
		}
	}
	return failed
}

// wanted is what tunnels need switched, of the whole machine. A machine that forwards takes no routes from routers of its
// network (accept_ra 1) unless told to nevertheless (2): without them it might lose its own way to the internet.
func (p *Place) wanted(before switches) (switches, error) {
	four, six := families(p.tunnel.Networks)
	wanted := switches{}
	if four {
		wanted[forward4] = "1"
	}
	if !six {
		return wanted, nil
	}
	wanted[forward6] = "1"
	if is, err := read(forward6); err != nil || is == "1" && before[forward6] == "" {
		return wanted, err
	}
	links, err := netlink.LinkList()
	if err != nil {
		return nil, err
	}
	for _, each := range links {
		link := each.Attrs()
		path := fmt.Sprintf("ipv6/conf/%s/accept_ra", link.Name)
		is, err := read(path)
		if err == nil && is == "1" && link.Flags&net.FlagUp != 0 && link.Flags&net.FlagLoopback == 0 && link.Name != p.tunnel.Link {
			wanted[path] = "2"
		}
	}
	return wanted, nil
}

// quiet are settings of the tunnel's link: it forwards, makes itself no addresses, tells peers of no other routers, believes none,
// and answers and asks for no addresses but its own, of which it has none.
func quiet(tunnel Tunnel) switches {
	of := func(version, name string) string { return fmt.Sprintf("%s/conf/%s/%s", version, tunnel.Link, name) }
	const onlyOwnAddresses, noAddress = "2", "1"
	four, six := families(tunnel.Networks)
	set := switches{}
	if four {
		set[of("ipv4", "forwarding")] = "1"
		set[of("ipv4", "accept_redirects")] = "0"
		set[of("ipv4", "send_redirects")] = "0"
		set[of("ipv4", "arp_ignore")] = onlyOwnAddresses
		set[of("ipv4", "arp_announce")] = onlyOwnAddresses
		set[of("ipv4", "rp_filter")] = "1"
	}
	if !six {
		set[of("ipv6", "disable_ipv6")] = "1"
	} else {
		set[of("ipv6", "accept_ra")] = "0"
		set[of("ipv6", "accept_redirects")] = "0"
		set[of("ipv6", "autoconf")] = "0"
		set[of("ipv6", "addr_gen_mode")] = noAddress
		set[of("ipv6", "disable_ipv6")] = "0"
	}
	return set
}

// mostNoteBytes is what nftables keeps of a comment.
const mostNoteBytes = 250

// notes are switches in few lines.
func (s switches) notes() []string {
	var lines []string
	for _, path := range slices.Sorted(maps.Keys(s)) {
		noted := path + "=" + s[path]
		if last := len(lines) - 1; last >= 0 && len(lines[last])+len(noted) < mostNoteBytes {
			lines[last] += " " + noted
		} else {
			lines = append(lines, noted)
		}
	}
	return lines
}

// learn adds what a line notes and is not known yet.
func (s switches) learn(text string) {
	for noted := range strings.FieldsSeq(text) {
		path, value, ok := strings.Cut(noted, "=")
		if _, known := s[path]; ok && !known && filepath.IsLocal(path) {
			s[path] = value
		}
	}
}
