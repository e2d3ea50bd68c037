// users measures how fast the engine takes users, and what they cost. It prints a table for `npm run bench -- tunnel-users`.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"syscall"
	"time"

	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"

	_ "vortexpanel.dev/tunnel/internal/wireguard"
	_ "vortexpanel.dev/tunnel/internal/xray"
)

// run is one start of an engine with its users.
type run struct {
	snapshot, processor, added, delta, restored, connect time.Duration
	bytesPerUser                                         float64
	// What flowed in a second without changes, and with a thousand of them.
	calm, changing float64
}

func main() {
	most := flag.Int("users", 100_000, "how many users")
	rounds := flag.Int("rounds", 3, "how often each is measured")
	weigh := flag.Bool("idle", true, "build the program, and weigh it with nothing to serve")
	flag.Parse()
	if *weigh {
		weighs, err := idle()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Printf("the program with nothing to serve: %.0f MB resident\n", weighs)
	}
	fmt.Printf("%d rounds, medians; %s, %d processors\n\n", *rounds, runtime.Version(), runtime.NumCPU())
	fmt.Println("cold load: a snapshot, told over the control API, until it is served and stored, and the processor time that took;")
	fmt.Println("restored: from the file of a process that ended")
	fmt.Println("connect: to a target through the engine and a byte back; flow: 8 connections, without changes and with 1,000 a second")
	fmt.Printf("%-18s %8s %12s %12s %12s %12s %10s %10s %12s %22s\n", "protocol", "users", "cold load", "processors", "restored", "one added", "deltas/s", "bytes each", "connect", "flow MB/s")
	for _, each := range subjects(*most) {
		var runs []run
		for range *rounds {
			measured, err := measure(each)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			runs = append(runs, measured)
		}
		of := func(value func(run) float64) float64 {
			values := make([]float64, len(runs))
			for n, each := range runs {
				values[n] = value(each)
			}
			slices.Sort(values)
			return values[len(values)/2]
		}
		milliseconds := func(value func(run) time.Duration) float64 {
			return of(func(r run) float64 { return value(r).Seconds() * 1000 })
		}
		fmt.Printf("%-18s %8d %9.0f ms %9.0f ms %9.0f ms %9.2f ms %10.0f %10.0f", each.name, each.users,
			milliseconds(func(r run) time.Duration { return r.snapshot }), milliseconds(func(r run) time.Duration { return r.processor }),
			milliseconds(func(r run) time.Duration { return r.restored }),
			milliseconds(func(r run) time.Duration { return r.added }), of(func(r run) float64 { return 1 / r.delta.Seconds() }),
			of(func(r run) float64 { return r.bytesPerUser }))
		if runs[0].connect == 0 {
			fmt.Printf(" %12s %22s\n", "–", "–") // its handshake takes a client of its own
			continue
		}
		fmt.Printf(" %9.2f ms %10.0f → %9.0f\n", milliseconds(func(r run) time.Duration { return r.connect }),
			of(func(r run) float64 { return r.calm / 1e6 }), of(func(r run) float64 { return r.changing / 1e6 }))
	}
}

func measure(of subject) (run, error) {
	folder, err := os.MkdirTemp("", "tunnel-users-")
	if err != nil {
		return run{}, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	port, err := freePort()
	if err != nil {
		return run{}, err
	}
	users := of.made()
	all := told(users)
	before := heap()
	served, err := start(folder)
	if err != nil {
		return run{}, err
	}
	if _, err := served.node.Apply(context.Background(), state.Inbounds{Inbounds: []protocol.Inbound{of.inbound(port)}}); err != nil {
		return run{}, errors.Join(err, served.Close())
	}
	var measured run
	last := all[of.users]
	busy := processorTime()
	if measured.snapshot, err = timed(func() error { return served.change(true, all[:of.users]) }); err == nil {
		measured.processor = processorTime() - busy
		measured.added, err = timed(func() error { return served.change(false, all[of.users:]) })
	}
	measured.bytesPerUser = float64(heap()-before) / float64(of.users)
	comeOrGo := func(n int) error { // one leaves, and comes back
		if n%2 == 0 {
			return served.change(false, nil, last.Id)
		}
		return served.change(false, all[of.users:])
	}
	const deltas = 100
	for n := 0; n < deltas && err == nil; n++ {
		var took time.Duration
		took, err = timed(func() error { return comeOrGo(n) })
		measured.delta += took / deltas
	}
	if err == nil && opening(of.protocol, last.Devices[0].Access[0].Secret, &net.TCPAddr{}) != nil {
		err = carry(of, port, users, &measured, comeOrGo)
	}
	if err = errors.Join(err, served.Close()); err != nil {
		return run{}, err
	}
	measured.restored, err = timed(func() (err error) {
		served, err = start(folder)
		return err
	})
	if err != nil {
		return run{}, err
	}
	return measured, served.Close()
}

func timed(work func() error) (time.Duration, error) {
	began := time.Now()
	err := work()
	return time.Since(began), err
}

// processorTime of this program since it began: the engine's, and what it takes to tell it.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err) // never for this program
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func heap() uint64 {
	debug.FreeOSMemory()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.HeapAlloc
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}
