package control

import (
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/account"
)

const (
	usualInterval = 10 * time.Second
	leastInterval = 100 * time.Millisecond
	mostInterval  = time.Hour
	// reportCounters keeps a report below gRPC's usual limit of 4 MiB.
	reportCounters = 10_000
)

// StreamUsage implements TunnelService.
func (s *Server) StreamUsage(
	request *tunnelv1.StreamUsageRequest, stream grpc.ServerStreamingServer[tunnelv1.UsageReport],
) error {
	interval, err := intervalOf(request.IntervalMs, usualInterval)
	if err != nil {
		return err
	}
	reported := map[account.Key]account.Usage{}
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for first := true; ; first = false {
		if err := s.report(reported, first, stream); err != nil {
			return err
		}
		select {
		case <-tick.C:
		case <-stream.Context().Done():
			return stream.Context().Err()
		case <-s.ended:
			return nil
		}
	}
}

func intervalOf(givenMs uint32, usual time.Duration) (time.Duration, error) {
	interval := time.Duration(givenMs) * time.Millisecond
	if interval == 0 {
		return usual, nil
	}
	if interval < leastInterval || interval > mostInterval {
		return 0, &invalidInput{"interval_ms", "out_of_range", "From 100 to 3,600,000."}
	}
	return interval, nil
}

// report sends what differs from what was reported. The first one is sent even when there is nothing to tell.
func (s *Server) report(
	reported map[account.Key]account.Usage, first bool, stream grpc.ServerStreamingServer[tunnelv1.UsageReport],
) error {
	releases := s.node.Book.Releases() // first: there may be more by the time the usage is read, never fewer
	usage, err := s.node.Book.Usage()
	if err != nil {
		return err
	}
	report := s.newReport(releases)
	present := make(map[account.Key]struct{}, len(usage))
	for _, each := range usage {
		present[each.Key] = struct{}{}
		if reported[each.Key] == each {
			continue
		}
		reported[each.Key] = each
		s.add(report, each)
		if len(report.Counters) == reportCounters {
			if err := stream.Send(report); err != nil {
				return err
			}
			report, first = s.newReport(releases), false
		}
	}
	for key := range reported {
		if _, still := present[key]; !still {
			delete(reported, key) // released: begins at zero when it comes again
		}
	}
	if len(report.Counters) == 0 && !first {
		return nil
	}
	return stream.Send(report)
}

func (s *Server) newReport(releases uint64) *tunnelv1.UsageReport {
	return &tunnelv1.UsageReport{Epoch: s.node.Book.Epoch(), At: timestamppb.Now(), Releases: releases}
}

func (s *Server) add(report *tunnelv1.UsageReport, usage account.Usage) {
	report.Counters = append(report.Counters, counter(usage))
	if charged := s.node.Book.ChargedBytes(usage.User); charged > 0 {
		report.Charges = append(report.Charges, &tunnelv1.UserCharge{UserId: usage.User.String(), ChargedBytes: charged})
	}
}
