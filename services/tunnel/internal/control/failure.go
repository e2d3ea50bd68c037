package control

import (
	"context"
	"errors"
	"log/slog"
	"strconv"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	commonv1 "vortexpanel.dev/contracts/gen/go/vortex/common/v1"

	"vortexpanel.dev/tunnel/internal/node"
	"vortexpanel.dev/tunnel/internal/protocol"
)

type trailer = metadata.MD

// invalidInput is a request that names what it means wrongly.
type invalidInput struct{ path, code, message string }

func (e *invalidInput) Error() string { return e.path + ": " + e.message }

var errEpoch = errors.New("the usage is of another epoch")

// failureOf says how an expected error is told; unspecific ones are codes.Internal.
func failureOf(err error) (codes.Code, *commonv1.ErrorDetail) {
	var (
		input    *invalidInput
		snapshot *node.SnapshotNeeded
		inbound  *protocol.InvalidInbound
		settings *node.InvalidSettings
	)
	switch {
	case errors.As(err, &input):
		return codes.InvalidArgument, &commonv1.ErrorDetail{Code: "invalid_input", Violations: []*commonv1.FieldViolation{
			{Path: input.path, Code: input.code, Message: input.message},
		}}
	case errors.As(err, &snapshot):
		return codes.FailedPrecondition, &commonv1.ErrorDetail{Code: "snapshot_needed", Facts: map[string]string{
			"generation": snapshot.Have.Generation, "revision": strconv.FormatInt(snapshot.Have.Number, 10),
		}}
	case errors.As(err, &settings):
		return codes.InvalidArgument, &commonv1.ErrorDetail{Code: "settings_refused", Facts: map[string]string{
			"engine": settings.Engine, "cause": settings.Cause.Error(),
		}}
	case errors.As(err, &inbound):
		return codes.FailedPrecondition, &commonv1.ErrorDetail{Code: "inbound_refused", Facts: map[string]string{
			"tag": inbound.Tag, "cause": inbound.Cause.Error(),
		}}
	case errors.Is(err, errEpoch):
		return codes.FailedPrecondition, &commonv1.ErrorDetail{Code: "epoch_mismatch"}
	case errors.Is(err, node.ErrDraining):
		return codes.Unavailable, &commonv1.ErrorDetail{Code: "draining"}
	default:
		return codes.Internal, nil
	}
}

// toWire is the one place where errors become gRPC's.
func toWire(method string, err error, set func(trailer) error) error {
	if _, already := status.FromError(err); already {
		return err
	}
	if errors.Is(err, context.Canceled) {
		return status.Error(codes.Canceled, "canceled")
	}
	code, detail := failureOf(err)
	if detail == nil {
		slog.Error("a control call failed", "method", method, "error", err)
		return status.Error(code, "internal")
	}
	bytes, failed := proto.Marshal(detail)
	if failed == nil {
		failed = set(metadata.Pairs("vortex-error-bin", string(bytes)))
	}
	if failed != nil {
		slog.Error("cannot tell the details of a failure", "method", method, "error", failed)
	}
	return status.Error(code, err.Error())
}
