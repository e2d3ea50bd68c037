package netlab

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
)

var nameOfKept = regexp.MustCompile(`^[a-z0-9]{1,8}$`)

// Keep builds a laboratory that stays until Remove, whoever ends.
func Keep(name string, options Options) (*Lab, error) {
	if !nameOfKept.MatchString(name) {
		return nil, fmt.Errorf("the name of a laboratory is 1 to 8 of a-z and 0-9, not %q", name)
	}
	if there, err := machinesOf(name); err != nil || len(there) > 0 {
		return nil, errors.Join(err, fmt.Errorf("the laboratory %q is up already", name))
	}
	if options.Delay > 0 {
		return nil, errors.New("a delay ends with the process that makes it: a kept laboratory has none")
	}
	return build(keptIdentity(name), options)
}

// Machines of a kept laboratory, by role: client1, client2, …, node, internet.
func Machines(name string) (map[string]string, error) {
	machines, err := machinesOf(name)
	if err == nil && len(machines) == 0 {
		err = fmt.Errorf("no laboratory %q is up", name)
	}
	return machines, err
}

func machinesOf(name string) (map[string]string, error) {
	entries, err := os.ReadDir(namespaces)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	machines := map[string]string{}
	for _, entry := range entries {
		if role, ours := strings.CutPrefix(entry.Name(), keptIdentity(name).long); ours {
			machines[role] = entry.Name()
		}
	}
	return machines, nil
}

// Kept lists the names of laboratories that are up until somebody removes them.
func Kept() ([]string, error) {
	entries, err := os.ReadDir(namespaces)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if rest, ours := strings.CutPrefix(entry.Name(), prefix+kept+"-"); ours {
			if name, role, _ := strings.Cut(rest, "-"); role == "node" {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

// Remove ends what runs in a kept laboratory, and the laboratory.
func Remove(name string) error {
	machines, err := Machines(name)
	for _, machine := range machines {
		err = errors.Join(err, deleteNamespace(machine))
	}
	return err
}
