package control

import (
	"context"
	"log/slog"
	"maps"
	"runtime/debug"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/state"
)

// Hello implements TunnelService.
func (s *Server) Hello(context.Context, *tunnelv1.HelloRequest) (*tunnelv1.Engine, error) {
	revision := s.node.Revision()
	hello := &tunnelv1.Engine{
		Version: s.version, Modules: map[string]string{}, Epoch: s.node.Book.Epoch(), UsersGeneration: revision.Generation,
		UsersRevision: revision.Number, StartedAt: timestamppb.New(s.node.StartedAt()),
	}
	versions := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			versions[module.Path] = module.Version
		}
	}
	for _, engine := range s.node.Engines() {
		hello.Protocols = append(hello.Protocols, engine.Protocols...)
		hello.Modules[engine.Name] = versions[engine.Module]
	}
	return hello, nil
}

// Validate implements TunnelService.
func (s *Server) Validate(_ context.Context, request *tunnelv1.ValidateRequest) (*tunnelv1.Validation, error) {
	problems, applied := s.node.Validate(inbounds(request.Settings, request.Inbounds))
	answer := &tunnelv1.Validation{Problems: unknown(applied)}
	for _, each := range problems {
		answer.Problems = append(answer.Problems, problem(each))
	}
	return answer, nil
}

// Apply implements TunnelService.
func (s *Server) Apply(ctx context.Context, request *tunnelv1.ApplyRequest) (*tunnelv1.Applied, error) {
	applied, err := s.node.Apply(context.WithoutCancel(ctx), inbounds(request.Settings, request.Inbounds))
	if err != nil {
		return nil, err
	}
	return &tunnelv1.Applied{Unknown: unknown(applied), RestartNeeded: applied.RestartNeeded}, nil
}

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
	// A change that has begun is finished, whoever waits for it.
	refused, err := s.node.ChangeUsers(context.WithoutCancel(ctx), request.FromRevision, change)
	if err != nil {
		return nil, err
	}
	for _, each := range refused {
		problems = append(problems, &tunnelv1.UserProblem{
			UserId: each.ID.String(), DeviceId: each.Device.String(), InboundTag: each.Tag, Code: "refused_by_engine",
			Message: each.Cause.Error(),
		})
	}
	return &tunnelv1.AppliedUsers{Revision: request.ToRevision, Problems: problems}, nil
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

// ListSessions implements TunnelService.
func (s *Server) ListSessions(_ context.Context, request *tunnelv1.ListSessionsRequest) (*tunnelv1.SessionList, error) {
	const usual, most = 1000, 100_000
	limit := int(request.Limit)
	if limit == 0 {
		limit = usual
	}
	if limit > most {
		return nil, &invalidInput{"limit", "too_large", "At most 100,000."}
	}
	of, err := id("user_id", request.UserId, true)
	if err != nil {
		return nil, err
	}
	sessions := slices.DeleteFunc(s.node.Book.Sessions(), func(each account.SessionInfo) bool {
		return request.UserId != "" && each.User != of
	})
	slices.SortFunc(sessions, func(a, b account.SessionInfo) int { return a.Since.Compare(b.Since) })
	list := &tunnelv1.SessionList{Total: uint64(len(sessions))}
	for _, each := range sessions[:min(limit, len(sessions))] {
		source := ""
		if each.Source.IsValid() {
			source = each.Source.Unmap().String()
		}
		list.Sessions = append(list.Sessions, &tunnelv1.TunnelSession{
			UserId: each.User.String(), DeviceId: each.Device.String(), InboundTag: each.Inbound, Source: source,
			Since: timestamppb.New(each.Since), UplinkBytes: each.UplinkBytes, DownlinkBytes: each.DownlinkBytes,
		})
	}
	return list, nil
}

// Kill implements TunnelService.
func (s *Server) Kill(_ context.Context, request *tunnelv1.KillRequest) (*tunnelv1.Killed, error) {
	user, err := id("user_id", request.UserId, false)
	if err != nil {
		return nil, err
	}
	device, err := id("device_id", request.DeviceId, true)
	if err != nil {
		return nil, err
	}
	killed := s.node.Book.Kill(user, func(session account.SessionInfo) bool {
		return (request.DeviceId == "" || session.Device == device) &&
			(request.InboundTag == "" || session.Inbound == request.InboundTag)
	})
	return &tunnelv1.Killed{Sessions: uint32(killed)}, nil
}

var levels = map[tunnelv1.LogLevel]slog.Level{
	tunnelv1.LogLevel_LOG_LEVEL_DEBUG:   slog.LevelDebug,
	tunnelv1.LogLevel_LOG_LEVEL_INFO:    slog.LevelInfo,
	tunnelv1.LogLevel_LOG_LEVEL_WARNING: slog.LevelWarn,
	tunnelv1.LogLevel_LOG_LEVEL_ERROR:   slog.LevelError,
}

// SetLogLevel implements TunnelService.
func (s *Server) SetLogLevel(
	_ context.Context, request *tunnelv1.SetLogLevelRequest,
) (*tunnelv1.SetLogLevelResponse, error) {
	level, known := levels[request.Level]
	if !known {
		return nil, &invalidInput{"level", "unknown", "Debug, info, warning or error."}
	}
	s.level.Set(level)
	return &tunnelv1.SetLogLevelResponse{}, nil
}

// GetHealth implements TunnelService.
func (s *Server) GetHealth(context.Context, *tunnelv1.GetHealthRequest) (*tunnelv1.EngineHealth, error) {
	is := s.node.Health()
	answer := &tunnelv1.EngineHealth{
		Healthy: true, Users: uint64(is.Users), Sessions: uint64(is.Sessions), Inbounds: uint64(is.Inbounds),
		Draining: is.Draining,
	}
	for _, name := range slices.Sorted(maps.Keys(is.Parts)) {
		detail := is.Parts[name]
		answer.Parts = append(answer.Parts, &tunnelv1.EnginePart{Name: name, Healthy: detail == "", Detail: detail})
		answer.Healthy = answer.Healthy && detail == ""
	}
	return answer, nil
}
