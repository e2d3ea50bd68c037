package control

import (
	"time"

	"google.golang.org/grpc"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"
)

const usualLatencyInterval = time.Minute

// StreamLatencies implements TunnelService.
func (s *Server) StreamLatencies(
	request *tunnelv1.StreamLatenciesRequest, stream grpc.ServerStreamingServer[tunnelv1.LatencyReport],
) error {
	interval, err := intervalOf(request.IntervalMs, usualLatencyInterval)
	if err != nil {
		return err
	}
	latencies := s.node.Book.Latencies()
	defer latencies.Listen()()
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-stream.Context().Done():
			return stream.Context().Err()
		case <-s.ended:
			return nil
		}
		report := &tunnelv1.LatencyReport{}
		for network, roundTrips := range latencies.Take() {
			of := &tunnelv1.NetworkLatency{Network: network.String()}
			for _, each := range roundTrips {
				of.RoundTripsUs = append(of.RoundTripsUs, uint32(each.Microseconds()))
			}
			report.Networks = append(report.Networks, of)
		}
		if len(report.Networks) == 0 {
			continue
		}
		if err := stream.Send(report); err != nil {
			return err
		}
	}
}
