package control

import (
	"context"
	"errors"
	"io"

	"google.golang.org/grpc"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"
)

// ApplyUsersInParts implements TunnelService.
func (s *Server) ApplyUsersInParts(
	stream grpc.ClientStreamingServer[tunnelv1.ApplyUsersInPartsRequest, tunnelv1.AppliedUsers],
) error {
	told := &toldChange{}
	defer collectRarely()()
	for {
		request, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if request.Part == nil {
			return &invalidInput{"part", "required", "Each message carries a part."}
		}
		if err := s.hear(told, request.Part); err != nil {
			return err
		}
		if err := s.serveEarly(stream.Context(), told); err != nil {
			return err
		}
	}
	if told.To.Generation == "" {
		return &invalidInput{"part", "required", "The first part says which change it is."}
	}
	applied, err := s.change(stream.Context(), told)
	if err != nil {
		return err
	}
	return stream.SendAndClose(applied)
}

// serveEarly has the node serve what has come of a snapshot, so that the last of many users waits for few. Not in parts of
// any size: some inbounds copy all their users for each.
func (s *Server) serveEarly(ctx context.Context, told *toldChange) error {
	const atOnce = 5000
	if !told.Snapshot || s.predecessor != nil || len(told.Upserts)-told.early.Users < atOnce {
		return nil
	}
	return s.node.ServeEarly(context.WithoutCancel(ctx), told.Upserts, &told.early)
}
