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
)

// capabilities are what this engine can do beyond the first version of the contract.
var capabilities = []string{
	"certificate_reload", "instances", "latencies", "release_counters", "session_ids", "standings", "take_over", "user_digests", "user_exits", "users_in_parts",
}

// Hello implements TunnelService.
func (s *Server) Hello(context.Context, *tunnelv1.HelloRequest) (*tunnelv1.Engine, error) {
	revision := s.node.Revision()
	hello := &tunnelv1.Engine{
		Version: s.version, Modules: map[string]string{}, Epoch: s.node.Book.Epoch(), UsersGeneration: revision.Generation,
		UsersRevision: revision.Number, StartedAt: timestamppb.New(s.node.StartedAt()), Capabilities: capabilities,
		RestartNeeded: s.node.RestartNeeded(),
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

// ReloadCertificates implements TunnelService.
func (s *Server) ReloadCertificates(
	ctx context.Context, _ *tunnelv1.ReloadCertificatesRequest,
) (*tunnelv1.ReloadedCertificates, error) {
	tags, err := s.node.ReloadCertificates(context.WithoutCancel(ctx))
	if err != nil {
		return nil, err
	}
	slices.Sort(tags)
	return &tunnelv1.ReloadedCertificates{Tags: tags}, nil
}

// ListSessions implements TunnelService.
func (s *Server) ListSessions(ctx context.Context, request *tunnelv1.ListSessionsRequest) (*tunnelv1.SessionList, error) {
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
			Id: each.ID,
		})
	}
	if before := s.predecessor.sessions(ctx, request); before != nil {
		list.Total += before.Total
		list.Sessions = append(before.Sessions, list.Sessions...)
		list.Sessions = list.Sessions[:min(limit, len(list.Sessions))]
	}
	return list, nil
}

// Kill implements TunnelService.
func (s *Server) Kill(ctx context.Context, request *tunnelv1.KillRequest) (*tunnelv1.Killed, error) {
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
			(request.InboundTag == "" || session.Inbound == request.InboundTag) &&
			(request.SessionId == 0 || session.ID == request.SessionId)
	})
	if request.SessionId != 0 && killed > 0 {
		return &tunnelv1.Killed{Sessions: uint32(killed)}, nil
	}
	return &tunnelv1.Killed{Sessions: uint32(killed) + s.predecessor.kill(ctx, request)}, nil
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
func (s *Server) GetHealth(ctx context.Context, _ *tunnelv1.GetHealthRequest) (*tunnelv1.EngineHealth, error) {
	is := s.node.Health()
	uplink, downlink, err := s.node.TotalBytes()
	if err != nil {
		return nil, err
	}
	answer := &tunnelv1.EngineHealth{
		UplinkBytes: uplink, DownlinkBytes: downlink,
		Healthy: true, Users: uint64(is.Users), Sessions: uint64(is.Sessions), Inbounds: uint64(is.Inbounds),
		Draining: is.Draining, DrainingSessions: s.predecessor.openSessions(ctx),
		SessionsAccepted: s.node.Book.Admissions().Accepted(), SessionsRefused: s.node.Book.Admissions().Refused(),
	}
	for _, name := range slices.Sorted(maps.Keys(is.Parts)) {
		detail := is.Parts[name]
		answer.Parts = append(answer.Parts, &tunnelv1.EnginePart{Name: name, Healthy: detail == "", Detail: detail})
		answer.Healthy = answer.Healthy && detail == ""
	}
	return answer, nil
}
