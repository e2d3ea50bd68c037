package main

import (
	"flag"
	"fmt"
	"log/slog"
	"time"
)

// version is set by the linker: -X main.version=1.2.3
var version = "development"

type options struct {
	socket         string
	state          string
	ledger         string
	metricsAddress string
	drain          time.Duration
	level          *slog.LevelVar
	printVersion   bool
	takeOver       bool
	putBack        bool
}

const about = `vortex-tunnel serves inbounds of VPN protocols to users, counts what they use and holds them to their limits.

What it serves, and to whom, its node's agent tells over gRPC on the socket (vortex.tunnel.v1.TunnelService). It keeps
that in the state file, and serves it again after a restart. SIGTERM closes the inbounds, lets open connections go on for
as long as --drain says, and ends. With --take-over the next process does so first, and nobody is refused meanwhile.

`

func parseOptions(arguments []string) (options, error) {
	chosen := options{level: new(slog.LevelVar)}
	flags := flag.NewFlagSet("vortex-tunnel", flag.ContinueOnError)
	flags.StringVar(&chosen.socket, "socket", "/run/vortex-tunnel/control.sock", "Unix `path` of the control API; its owner alone may use it")
	flags.StringVar(&chosen.state, "state", "/var/lib/vortex-tunnel/state", "`file` of inbounds and users; holds secrets")
	flags.StringVar(&chosen.ledger, "ledger", "/var/lib/vortex-tunnel/ledger", "`file` of counters")
	flags.StringVar(&chosen.metricsAddress, "metrics-address", "", "`address` of the loopback to answer GET /metrics on, such as 127.0.0.1:9464; none by default")
	flags.DurationVar(&chosen.drain, "drain", 30*time.Second, "how long open connections may go on after SIGTERM")
	flags.TextVar(chosen.level, "log-level", chosen.level, "debug, info, warn or error; debug names where customers connect to")
	flags.BoolVar(&chosen.takeOver, "take-over", false, "succeed the engine that answers on the socket: take its ports while its connections go on; start as usual when there is none")
	flags.BoolVar(&chosen.putBack, "put-back", false, "put the machine's network back where engines that were killed left it otherwise, and end")
	flags.BoolVar(&chosen.printVersion, "version", false, "print the version and end")
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), about)
		flags.PrintDefaults()
	}
	if err := flags.Parse(arguments); err != nil {
		return options{}, err
	}
	if flags.NArg() > 0 {
		err := fmt.Errorf("unexpected argument %q", flags.Arg(0))
		fmt.Fprintln(flags.Output(), err)
		return options{}, err
	}
	return chosen, nil
}
