package host

import (
	"errors"
	"fmt"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// ErrNoWireGuard says that the kernel was built without WireGuard, or its module is not there.
var ErrNoWireGuard = errors.New("the kernel has no WireGuard")

// AddWireGuard makes a link of the kernel's WireGuard, in place of one that a killed process has left.
func AddWireGuard(name string, mtu int) error {
	if err := RemoveLink(name); err != nil {
		return err
	}
	attributes := netlink.NewLinkAttrs()
	attributes.Name, attributes.MTU = name, mtu
	err := netlink.LinkAdd(&netlink.Wireguard{LinkAttrs: attributes})
	if errors.Is(err, unix.EOPNOTSUPP) {
		return ErrNoWireGuard
	}
	if err != nil {
		return fmt.Errorf("add the link %s: %w", name, err)
	}
	return nil
}

// RemoveLink is idempotent.
func RemoveLink(name string) error {
	link, err := netlink.LinkByName(name)
	if errors.As(err, &netlink.LinkNotFoundError{}) {
		return nil
	}
	if err == nil {
		err = netlink.LinkDel(link)
	}
	if err != nil {
		return fmt.Errorf("remove the link %s: %w", name, err)
	}
	return nil
}
