package control

import (
	"context"
	"errors"
	"io"

	"google.golang.org/grpc"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/state"
)

// ApplyUsers implements TunnelService.
func (s *Server) ApplyUsers(ctx context.Context, request *tunnelv1.ApplyUsersRequest) (*tunnelv1.AppliedUsers, error) {
	if request.Generation == "" {
		return nil, &invalidInput{"generation", "required", "Name the line of revisions."}
	}
	upserts, problems := users(request.Upserts)
	change := state.UserChange{
		To:       state.Revision{Generation: request.Generation, Number: request.ToRevision},
		Snapshot: request.Snapshot, Upserts: upserts,
	}
	for _, each := range request.RemovedIds {
		removed, err := id("removed_ids", each, false)
		if err != nil {
			return nil, err
		}
		change.Removed = append(change.Removed, removed)
	}
	// Who is removed loses what is open there too, at once.
	followed := s.predecessor.follow(ctx, request)
	// A change that has begun is finished, whoever waits for it.
	refused, err := s.node.ChangeUsers(context.WithoutCancel(ctx), request.FromRevision, change)
	followed()
	if err != nil {
		return nil, err
	}
	for _, each := range refused {
		problems = append(problems, &tunnelv1.UserProblem{
			UserId: each.ID.String(), DeviceId: each.Device.String(), InboundTag: each.Tag, Code: "refused_by_engine",
			Message: each.Cause.Error(),
		})
	}
	const mostProblems = 1000
	return &tunnelv1.AppliedUsers{
		Revision: request.ToRevision, Problems: problems[:min(mostProblems, len(problems))], ProblemsTotal: uint64(len(problems)),
	}, nil
}

// ApplyUsersInParts implements TunnelService.
func (s *Server) ApplyUsersInParts(
	stream grpc.ClientStreamingServer[tunnelv1.ApplyUsersInPartsRequest, tunnelv1.AppliedUsers],
) error {
	var whole *tunnelv1.ApplyUsersRequest
	for {
		request, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		part := request.GetPart()
		switch {
		case part == nil:
			return &invalidInput{"part", "required", "Each message carries a part."}
		case whole == nil:
			whole = part
		default:
			whole.Upserts = append(whole.Upserts, part.Upserts...)
			whole.RemovedIds = append(whole.RemovedIds, part.RemovedIds...)
		}
	}
	if whole == nil {
		return &invalidInput{"part", "required", "The first part says which change it is."}
	}
	applied, err := s.ApplyUsers(stream.Context(), whole)
	if err != nil {
		return err
	}
	return stream.SendAndClose(applied)
}

// ReleaseUsers implements TunnelService.
func (s *Server) ReleaseUsers(_ context.Context, request *tunnelv1.ReleaseUsersRequest) (*tunnelv1.ReleasedUsers, error) {
	if request.Epoch != s.node.Book.Epoch() {
		return nil, errEpoch
	}
	ids := make([]account.ID, 0, len(request.UserIds))
	for _, each := range request.UserIds {
		read, err := id("user_ids", each, false)
		if err != nil {
			return nil, err
		}
		ids = append(ids, read)
	}
	return &tunnelv1.ReleasedUsers{}, s.node.Release(ids)
}
