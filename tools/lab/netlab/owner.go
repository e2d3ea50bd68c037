package netlab

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
)

// A namespace is named vl-<owner>-<number>-<role>, where the owner is the process that has made it, by its number and the
// moment it began: numbers come back. A kept laboratory has no owner: vl-kept-<name>-<role>.
const (
	prefix = "vl-"
	kept   = "kept"
)

var laboratories atomic.Int64

// identity of a laboratory: what its namespaces are named by, and a short one for interfaces, whose names have 15 bytes.
type identity struct{ long, short string }

func newIdentity() (identity, error) {
	began, err := beganAt(os.Getpid())
	if err != nil {
		return identity{}, err
	}
	number := laboratories.Add(1)
	return identity{
		long:  fmt.Sprintf("%s%d.%s-%d-", prefix, os.Getpid(), began, number),
		short: fmt.Sprintf("v%s.%d", strconv.FormatInt(int64(os.Getpid()), 36), number),
	}, nil
}

func keptIdentity(name string) identity {
	return identity{long: fmt.Sprintf("%s%s-%s-", prefix, kept, name), short: "k" + name}
}

// beganAt is the field starttime of proc(5), in clock ticks since the machine started.
func beganAt(pid int) (string, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "", err
	}
	const afterName = 19 // the name may hold spaces; it ends with the last parenthesis
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) <= afterName {
		return "", errors.New("/proc/<pid>/stat is shorter than proc(5) says")
	}
	return fields[afterName], nil
}

// Sweep deletes what laboratories have left whose owners are dead.
func Sweep() error {
	entries, err := os.ReadDir(namespaces)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	var failed error
	for _, entry := range entries {
		owner, _, ours := strings.Cut(strings.TrimPrefix(entry.Name(), prefix), "-")
		if !ours || !strings.HasPrefix(entry.Name(), prefix) || owner == kept || alive(owner) {
			continue
		}
		failed = errors.Join(failed, deleteNamespace(entry.Name()))
	}
	return errors.Join(err, failed)
}

func alive(owner string) bool {
	number, began, _ := strings.Cut(owner, ".")
	pid, err := strconv.Atoi(number)
	if err != nil {
		return true // named by somebody else
	}
	now, err := beganAt(pid)
	return err == nil && now == began
}

// deleteNamespace ends what runs inside first: programs would keep the namespace alive without its name.
func deleteNamespace(name string) error {
	inside, err := run("", "ip", "netns", "pids", name)
	if err != nil {
		return err
	}
	for _, number := range strings.Fields(inside) {
		if pid, err := strconv.Atoi(number); err == nil && pid != os.Getpid() {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
	_, err = run("", "ip", "netns", "del", name)
	return err
}
