package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"vortexpanel.dev/lab/site"
)

// side is one of a comparison.
type side struct {
	name string
	way  *site.Way
	// pid of the program on the node.
	pid int
	// dial wraps a connection, in TLS say.
	wrap func(net.Conn) net.Conn
	port netip.AddrPort
	// arrived are the bytes that a sink got, where the client sends instead of reading.
	arrived *atomic.Uint64

	speeds, cpu, latencies []float64 // Mbit/s, seconds per GB, microseconds
}

// run measures the sides by turns.
func run(ctx context.Context, chosen options, sides []*side) error {
	for range chosen.rounds {
		for _, each := range sides {
			if err := each.measure(ctx, chosen); err != nil {
				return fmt.Errorf("%s: %w", each.name, err)
			}
		}
	}
	return nil
}

func (s *side) connect(ctx context.Context, target netip.AddrPort) (net.Conn, error) {
	conn, err := s.way.Dial(ctx, "tcp", target)
	if err != nil || s.wrap == nil {
		return conn, err
	}
	return s.wrap(conn), nil
}

func (s *side) measure(ctx context.Context, chosen options) error {
	got := s.arrived
	if got == nil {
		got = new(atomic.Uint64)
	}
	var working sync.WaitGroup
	var conns []net.Conn
	for range chosen.connections {
		conn, err := s.connect(ctx, s.port)
		if err != nil {
			return err
		}
		_, _ = conn.Write([]byte{0})
		conns = append(conns, conn)
		if s.arrived != nil {
			working.Go(func() { fill(conn) })
		} else {
			working.Go(func() { count(conn, got) })
		}
	}
	const settle = time.Second
	if err := wait(ctx, settle); err != nil {
		return err
	}
	bytes, busy, began := got.Load(), cpuSeconds(s.pid), time.Now()
	err := wait(ctx, chosen.window)
	took := time.Since(began).Seconds()
	carried := float64(got.Load() - bytes)
	used := cpuSeconds(s.pid) - busy
	for _, conn := range conns {
		_ = conn.Close()
	}
	working.Wait()
	if carried == 0 {
		return errors.Join(err, errors.New("nothing was carried"))
	}
	s.speeds = append(s.speeds, carried*8/1e6/took)
	s.cpu = append(s.cpu, used/(carried/1e9))
	latency, failed := s.latency(ctx)
	s.latencies = append(s.latencies, latency)
	return errors.Join(err, failed)
}

const atOnce = 256 << 10

func fill(conn net.Conn) {
	buffer := make([]byte, atOnce)
	for {
		if _, err := conn.Write(buffer); err != nil {
			return
		}
	}
}

func count(conn net.Conn, got *atomic.Uint64) {
	buffer := make([]byte, atOnce)
	for {
		n, err := conn.Read(buffer)
		got.Add(uint64(n))
		if err != nil {
			return
		}
	}
}

// latency is the median of a byte's way to the echo and back, in microseconds.
func (s *side) latency(ctx context.Context) (float64, error) {
	const times = 500
	conn, err := s.way.Dial(ctx, "tcp", echoOf(s.port))
	if err != nil {
		return 0, err
	}
	defer func() { _ = conn.Close() }()
	took := make([]float64, times)
	one := make([]byte, 1)
	for n := range took {
		began := time.Now()
		if _, err := conn.Write(one); err != nil {
			return 0, err
		}
		if _, err := io.ReadFull(conn, one); err != nil {
			return 0, err
		}
		took[n] = float64(time.Since(began).Microseconds())
	}
	return median(took), nil
}

func wait(ctx context.Context, long time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(long):
		return nil
	}
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted)%2 == 1 {
		return sorted[len(sorted)/2]
	}
	return (sorted[len(sorted)/2-1] + sorted[len(sorted)/2]) / 2
}

// print tells the medians, and how they compare to those of the first side, more being better: what it carries in a second,
// and with a second of a CPU. The second side is the first one again.
func print(title string, sides []*side) {
	fmt.Printf("\n%s\n", title)
	base := sides[0]
	for _, each := range sides {
		faster, cheaper := median(each.speeds)/median(base.speeds), median(base.cpu)/median(each.cpu)
		fmt.Printf("  %-32s %8.0f Mbit/s (%.2f×)  %6.2f CPU s/GB (%.2f×)  %6.0f µs there and back\n",
			each.name, median(each.speeds), faster, median(each.cpu), cheaper, median(each.latencies))
	}
	again := sides[1]
	fmt.Printf("  A/A spread: speed %.1f %%, CPU %.1f %%, latency %.1f %%\n",
		apart(base.speeds, again.speeds), apart(base.cpu, again.cpu), apart(base.latencies, again.latencies))
}

func apart(a, b []float64) float64 {
	return 100 * math.Abs(median(a)-median(b)) / median(a)
}
