// lab builds a network laboratory to play with.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"vortexpanel.dev/lab/netlab"
)

const about = `A network laboratory: clients, a node and an internet, each a network namespace with addresses of its own.

  npm run lab -- up [--name <name>] [--clients <n>] [--loss <permille>] [--plain] [--open]
  npm run lab -- exec [--name <name>] <machine> <program> [<argument>...]
  npm run lab -- shell [--name <name>] <machine>
  npm run lab -- list
  npm run lab -- down [--name <name>]

Machines are client1, client2, …, node and internet; "list" tells their addresses. Needs root.

`

type chosen struct {
	name    string
	options netlab.Options
}

func main() {
	if len(os.Args) < 2 || strings.HasPrefix(os.Args[1], "-") || os.Args[1] == "help" {
		fmt.Print(about)
		flagsOf(&chosen{}).PrintDefaults()
		return
	}
	var given chosen
	flags := flagsOf(&given)
	_ = flags.Parse(os.Args[2:]) // ends by itself
	if err := do(os.Args[1], given, flags.Args()); err != nil {
		if ended := (*exec.ExitError)(nil); errors.As(err, &ended) {
			os.Exit(ended.ExitCode())
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func flagsOf(given *chosen) *flag.FlagSet {
	flags := flag.NewFlagSet("lab", flag.ExitOnError)
	flags.SetOutput(os.Stdout)
	flags.StringVar(&given.name, "name", "lab", "of the laboratory, 1 to 8 of a-z and 0-9")
	flags.IntVar(&given.options.Clients, "clients", 1, "how many")
	flags.IntVar(&given.options.LossPermille, "loss", 0, "how many packets of a thousand are lost between clients and node, each way")
	flags.BoolVar(&given.options.Plain, "plain", false, "turn offloads off: packets as on a wire")
	flags.BoolVar(&given.options.Open, "open", false, "let clients reach the internet without a tunnel")
	return flags
}

func do(command string, given chosen, rest []string) error {
	switch command {
	case "up":
		if _, err := netlab.Keep(given.name, given.options); err != nil {
			return err
		}
		return list()
	case "exec":
		return execute(given.name, rest)
	case "shell":
		if len(rest) != 1 {
			return errors.New("shell takes the name of a machine")
		}
		shell := os.Getenv("SHELL")
		if shell == "" {
			shell = "/bin/sh"
		}
		return execute(given.name, append(rest, shell))
	case "list":
		return list()
	case "down":
		return netlab.Remove(given.name)
	default:
		return fmt.Errorf("no such command: %s\n\n%s", command, about)
	}
}

func execute(name string, rest []string) error {
	if len(rest) < 2 {
		return errors.New("exec takes the name of a machine and a program")
	}
	machines, err := netlab.Machines(name)
	if err != nil {
		return err
	}
	machine, there := machines[rest[0]]
	if !there {
		return fmt.Errorf("there is no machine %q in %q", rest[0], name)
	}
	program := exec.Command("ip", append([]string{"netns", "exec", machine}, rest[1:]...)...)
	program.Stdin, program.Stdout, program.Stderr = os.Stdin, os.Stdout, os.Stderr
	return program.Run()
}

func list() error {
	names, err := netlab.Kept()
	if err != nil {
		return err
	}
	for _, name := range names {
		machines, err := netlab.Machines(name)
		if err != nil {
			return err
		}
		roles := make([]string, 0, len(machines))
		for role := range machines {
			roles = append(roles, role)
		}
		slices.Sort(roles)
		for _, role := range roles {
			said, err := exec.Command("ip", "-n", machines[role], "-brief", "address", "show", "scope", "global").Output()
			if err != nil {
				return err
			}
			fmt.Printf("%s %-9s %s\n", name, role, strings.Join(addresses(string(said)), " "))
		}
	}
	return nil
}

// addresses of what `ip -brief address` says: an interface a line, its name, its state and then they.
func addresses(said string) []string {
	var all []string
	for line := range strings.Lines(said) {
		if fields := strings.Fields(line); len(fields) > 2 {
			all = append(all, fields[2:]...)
		}
	}
	return all
}
