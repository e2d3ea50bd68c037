package netlab

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
)

// packages are where Debian keeps the programs a laboratory may need.
var packages = map[string]string{
	"ip": "iproute2", "nft": "nftables", "ethtool": "ethtool", "iperf3": "iperf3", "wireguard-go": "wireguard-go", "wg": "wireguard-tools",
}

// ErrPrivilege says why no laboratory can be built here.
var ErrPrivilege = errors.New("a network laboratory needs root (CAP_NET_ADMIN and CAP_SYS_ADMIN): it makes network namespaces and TUN devices")

func checkPrivilege() error {
	if os.Geteuid() != 0 {
		return ErrPrivilege
	}
	if _, err := os.Stat("/dev/net/tun"); err != nil {
		return fmt.Errorf("%w; and there is no TUN here: %w", ErrPrivilege, err)
	}
	return nil
}

var installing sync.Mutex

// Need sees to it that programs are there: on Debian it installs what is missing.
func Need(programs ...string) error {
	installing.Lock()
	defer installing.Unlock()
	var missing []string
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			missing = append(missing, packages[program])
		}
	}
	if len(missing) == 0 {
		return nil
	}
	if err := install(missing); err != nil {
		return fmt.Errorf("the laboratory needs the packages %s: %w", strings.Join(missing, ", "), err)
	}
	return nil
}

func install(names []string) error {
	if _, err := exec.LookPath("apt-get"); err != nil || os.Geteuid() != 0 {
		return errors.New("install them, or run this on Debian as root")
	}
	// Another test run may be installing too.
	options := []string{"-o", "DPkg::Lock::Timeout=400", "-q", "-y"}
	attempt := func() error {
		command := exec.Command("apt-get", append(append(options, "install", "--no-install-recommends"), names...)...)
		command.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		if said, err := command.CombinedOutput(); err != nil {
			return fmt.Errorf("apt-get install: %w: %s", err, said)
		}
		return nil
	}
	if attempt() == nil {
		return nil
	}
	// A fresh image has no lists of packages.
	if said, err := exec.Command("apt-get", append(options, "update")...).CombinedOutput(); err != nil {
		return fmt.Errorf("apt-get update: %w: %s", err, said)
	}
	return attempt()
}
