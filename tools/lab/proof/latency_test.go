package proof

import (
	"context"
	"testing"
	"time"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/site"
)

// listenToLatencies hears what the engine tells of how far customers of a network are, from now on.
func listenToLatencies(t *testing.T, s *site.Site, network string) (shortest func() time.Duration) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	const often = 100
	stream, err := s.Engine.StreamLatencies(ctx, &tunnelv1.StreamLatenciesRequest{IntervalMs: often})
	if err != nil {
		t.Fatal(err)
	}
	told, over := make(chan time.Duration, 1), make(chan struct{})
	go func() {
		defer close(over)
		for {
			report, err := stream.Recv()
			if err != nil {
				return
			}
			for _, each := range report.Networks {
				for _, micros := range each.RoundTripsUs {
					if each.Network != network {
						continue
					}
					select {
					case told <- time.Duration(micros) * time.Microsecond:
					default:
					}
				}
			}
		}
	}()
	t.Cleanup(func() {
		cancel()
		<-over
	})
	return func() time.Duration {
		select {
		case first := <-told:
			return first
		case <-time.After(patience):
			t.Fatalf("the engine tells nothing of %s", network)
			return 0
		}
	}
}
