package control

import (
	"context"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/node"
)

// ListUnusedCounters implements TunnelService.
func (s *Server) ListUnusedCounters(
	_ context.Context, request *tunnelv1.ListUnusedCountersRequest,
) (*tunnelv1.UnusedCounters, error) {
	const usual, most = 1000, 10_000
	limit := int(request.Limit)
	if limit == 0 {
		limit = usual
	}
	if limit > most {
		return nil, &invalidInput{"limit", "too_large", "At most 10,000."}
	}
	if s.predecessor.counts() {
		return nil, node.ErrDraining
	}
	unused, err := s.node.Unused(limit)
	if err != nil {
		return nil, err
	}
	return &tunnelv1.UnusedCounters{
		Epoch: s.node.Book.Epoch(), Counters: counters(unused.Counters), UserIds: texts(unused.Users), More: unused.More,
	}, nil
}

// ReleaseCounters implements TunnelService.
func (s *Server) ReleaseCounters(
	_ context.Context, request *tunnelv1.ReleaseCountersRequest,
) (*tunnelv1.ReleasedCounters, error) {
	stored, err := storedCounters(request)
	if err != nil {
		return nil, err
	}
	if request.Epoch != s.node.Book.Epoch() {
		return nil, errEpoch
	}
	if s.predecessor.counts() {
		return nil, node.ErrDraining
	}
	kept, err := s.node.Release(stored)
	if err != nil {
		return nil, err
	}
	return &tunnelv1.ReleasedCounters{
		Kept: counters(kept.Counters), KeptUserIds: texts(kept.Users), Releases: s.node.Book.Releases(),
	}, nil
}

func storedCounters(request *tunnelv1.ReleaseCountersRequest) (stored account.Unused, err error) {
	for _, each := range request.Counters {
		user, err := id("counters.user_id", each.UserId, false)
		if err != nil {
			return stored, err
		}
		device, err := id("counters.device_id", each.DeviceId, false)
		if err != nil {
			return stored, err
		}
		if each.InboundTag == "" {
			return stored, &invalidInput{"counters.inbound_tag", "required", "A counter is of an inbound."}
		}
		stored.Counters = append(stored.Counters, account.Usage{
			Key:         account.Key{User: user, Device: device, Inbound: each.InboundTag},
			UplinkBytes: each.UplinkBytes, DownlinkBytes: each.DownlinkBytes,
		})
	}
	for _, each := range request.UserIds {
		user, err := id("user_ids", each, false)
		if err != nil {
			return stored, err
		}
		stored.Users = append(stored.Users, user)
	}
	return stored, nil
}

func counters(usage []account.Usage) []*tunnelv1.UsageCounter {
	told := make([]*tunnelv1.UsageCounter, len(usage))
	for i, each := range usage {
		told[i] = counter(each)
	}
	return told
}

func counter(usage account.Usage) *tunnelv1.UsageCounter {
	return &tunnelv1.UsageCounter{
		UserId: usage.User.String(), DeviceId: usage.Device.String(), InboundTag: usage.Inbound,
		UplinkBytes: usage.UplinkBytes, DownlinkBytes: usage.DownlinkBytes,
	}
}

func texts(ids []account.ID) []string {
	told := make([]string, len(ids))
	for i, each := range ids {
		told[i] = each.String()
	}
	return told
}
