package control

import (
	"context"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/node"
	"vortexpanel.dev/tunnel/internal/state"
)

// toldChange is a change of users as it was told.
type toldChange struct {
	state.UserChange
	from     int64
	problems []*tunnelv1.UserProblem
	// early is how much of it is served already.
	early node.Early
	// whole is what it was told by, where the process before is to follow.
	whole *tunnelv1.ApplyUsersRequest
}

// ApplyUsers implements TunnelService.
func (s *Server) ApplyUsers(ctx context.Context, request *tunnelv1.ApplyUsersRequest) (*tunnelv1.AppliedUsers, error) {
	told := &toldChange{}
	if err := s.hear(told, request); err != nil {
		return nil, err
	}
	return s.change(ctx, told)
}

// hear adds a part; the first says which change it is.
func (s *Server) hear(told *toldChange, part *tunnelv1.ApplyUsersRequest) error {
	if told.To.Generation == "" {
		if part.Generation == "" {
			return &invalidInput{"generation", "required", "Name the line of revisions."}
		}
		told.To, told.from = state.Revision{Generation: part.Generation, Number: part.ToRevision}, part.FromRevision
		told.Snapshot = part.Snapshot
	}
	upserts, problems := users(part.Upserts)
	told.Upserts, told.problems = append(told.Upserts, upserts...), append(told.problems, problems...)
	for _, each := range part.RemovedIds {
		removed, err := id("removed_ids", each, false)
		if err != nil {
			return err
		}
		told.Removed = append(told.Removed, removed)
	}
	switch {
	case s.predecessor == nil:
	case told.whole == nil:
		told.whole = part
	default:
		told.whole.Upserts = append(told.whole.Upserts, part.Upserts...)
		told.whole.RemovedIds = append(told.whole.RemovedIds, part.RemovedIds...)
	}
	return nil
}

func (s *Server) change(ctx context.Context, told *toldChange) (*tunnelv1.AppliedUsers, error) {
	// Who is removed loses what is open there too, at once.
	followed := s.predecessor.follow(ctx, told.whole)
	// A change that has begun is finished, whoever waits for it.
	refused, err := s.node.ChangeUsers(context.WithoutCancel(ctx), told.from, told.UserChange, told.early)
	followed()
	if err != nil {
		return nil, err
	}
	problems := told.problems
	for _, each := range refused {
		problems = append(problems, &tunnelv1.UserProblem{
			UserId: each.ID.String(), DeviceId: each.Device.String(), InboundTag: each.Tag, Code: "refused_by_engine",
			Message: each.Cause.Error(),
		})
	}
	const mostProblems = 1000
	return &tunnelv1.AppliedUsers{
		Revision: told.To.Number, Problems: problems[:min(mostProblems, len(problems))], ProblemsTotal: uint64(len(problems)),
	}, nil
}
