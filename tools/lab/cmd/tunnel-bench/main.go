// tunnel-bench measures the engine in a laboratory against what stands in its place otherwise: stock Xray of the same
// version, and wireguard-go. Both sides of a comparison run by turns, and one side runs twice, so that what chance does is
// seen beside what they do.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	var chosen options
	flag.IntVar(&chosen.rounds, "rounds", 5, "how often each side is measured")
	flag.DurationVar(&chosen.window, "window", 4*time.Second, "how long each time")
	flag.IntVar(&chosen.connections, "connections", 4, "in parallel")
	flag.IntVar(&chosen.share, "share", 25, "of one CPU, in percent: what servers of WireGuard have where they are to be what is measured")
	flag.Func("only", "what is compared, parted by commas: wireguard, or doors such as trojan-tls", func(names string) error {
		chosen.only = strings.Split(names, ",")
		return nil
	})
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := bench(ctx, chosen); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type options struct {
	rounds      int
	window      time.Duration
	connections int
	share       int
	only        []string
}

func (o options) wants(name string) bool { return len(o.only) == 0 || slices.Contains(o.only, name) }
