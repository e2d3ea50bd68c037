// vortex-tunnel carries customers' packets: the engines of all protocols in one process, metered and limited by one core.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"vortexpanel.dev/tunnel/internal/protocol"
)

func main() {
	options, err := parseOptions(os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		return
	case err != nil:
		os.Exit(2)
	}
	if options.printVersion {
		fmt.Println(version)
		return
	}
	// What libraries print by themselves is about strangers who shook hands badly, with their addresses.
	slog.SetLogLoggerLevel(slog.LevelDebug)
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: options.level})))
	if options.putBack {
		if err := putBack(); err != nil {
			slog.Error("the machine is not as it was", "error", err)
			os.Exit(1)
		}
		return
	}
	// The second signal ends the process at once.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	context.AfterFunc(ctx, stop)
	if err := run(ctx, options); err != nil {
		slog.Error("ended", "error", err)
		os.Exit(1)
	}
}

func putBack() error {
	var failed error
	for _, each := range protocol.Engines() {
		if each.PutBack != nil {
			failed = errors.Join(failed, each.PutBack())
		}
	}
	return failed
}
