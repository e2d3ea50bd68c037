// Package engine runs vortex-tunnel on the node of a laboratory.
package engine

import (
	"context"
	"fmt"
	"path/filepath"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials/insecure"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/peer"
)

// Engine is a process of vortex-tunnel.
type Engine struct {
	tunnelv1.TunnelServiceClient
	Process *peer.Process
	conn    *grpc.ClientConn
}

// Start starts an engine that keeps its files in folder, and waits until it answers. Engines that follow each other there
// share what they know.
func Start(ctx context.Context, in *netlab.Namespace, folder string, more ...string) (*Engine, error) {
	program, err := peer.Engine.Build()
	if err != nil {
		return nil, err
	}
	socket := filepath.Join(folder, "socket")
	arguments := append([]string{
		"--socket", socket, "--state", filepath.Join(folder, "state"), "--ledger", filepath.Join(folder, "ledger"), "--log-level", "warn",
	}, more...)
	process, err := peer.Start(in, program, nil, arguments...)
	if err != nil {
		return nil, err
	}
	soon := grpc.ConnectParams{
		Backoff: backoff.Config{BaseDelay: 10 * time.Millisecond, MaxDelay: 10 * time.Millisecond},
		// Without it an attempt has no longer than the backoff, which a busy machine may need to answer.
		MinConnectTimeout: 5 * time.Second,
	}
	conn, err := grpc.NewClient("unix:"+socket, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithConnectParams(soon))
	if err != nil {
		return nil, err
	}
	e := &Engine{tunnelv1.NewTunnelServiceClient(conn), process, conn}
	if err := e.answers(ctx); err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

func (e *Engine) answers(ctx context.Context) error {
	for {
		if _, err := e.Hello(ctx, &tunnelv1.HelloRequest{}); err == nil {
			return nil
		}
		select {
		case <-e.Process.Ended():
			return fmt.Errorf("vortex-tunnel ended: %w\n%s", e.Process.Err(), e.Process.Said())
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// Close kills it.
func (e *Engine) Close() {
	e.Process.Kill()
	_ = e.conn.Close()
}

// Snapshot makes the users exactly these.
func (e *Engine) Snapshot(ctx context.Context, revision int64, users ...*tunnelv1.TunnelUser) error {
	return e.change(ctx, &tunnelv1.ApplyUsersRequest{Generation: "lab", ToRevision: revision, Snapshot: true, Upserts: users})
}

// Delta is the change that leads to a revision from the one before.
func (e *Engine) Delta(ctx context.Context, revision int64, upserts []*tunnelv1.TunnelUser, removed ...string) error {
	return e.change(ctx, &tunnelv1.ApplyUsersRequest{
		Generation: "lab", FromRevision: revision - 1, ToRevision: revision, Upserts: upserts, RemovedIds: removed,
	})
}

func (e *Engine) change(ctx context.Context, request *tunnelv1.ApplyUsersRequest) error {
	applied, err := e.ApplyUsers(ctx, request)
	if err != nil {
		return fmt.Errorf("apply users: %w", err)
	}
	if len(applied.Problems) > 0 {
		return fmt.Errorf("apply users: %d problems, such as %v", len(applied.Problems), applied.Problems[0])
	}
	return nil
}

// Used is what a user was counted, over all devices and inbounds.
type Used struct{ UplinkBytes, DownlinkBytes, ChargedBytes uint64 }

// Usage is what everybody was counted since the epoch began, by user.
func (e *Engine) Usage(ctx context.Context) (map[string]Used, error) {
	counters, charges, err := e.firstReports(ctx)
	if err != nil {
		return nil, err
	}
	users := map[string]Used{}
	for _, each := range counters {
		used := users[each.UserId]
		used.UplinkBytes += each.UplinkBytes
		used.DownlinkBytes += each.DownlinkBytes
		users[each.UserId] = used
	}
	for _, each := range charges {
		used := users[each.UserId]
		used.ChargedBytes = each.ChargedBytes
		users[each.UserId] = used
	}
	return users, nil
}

// firstReports are those the stream begins with: everything there is. All but the last are full.
func (e *Engine) firstReports(ctx context.Context) (counters []*tunnelv1.UsageCounter, charges []*tunnelv1.UserCharge, err error) {
	const full, longest = 10_000, 3_600_000
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := e.StreamUsage(ctx, &tunnelv1.StreamUsageRequest{IntervalMs: longest})
	if err != nil {
		return nil, nil, err
	}
	for {
		report, err := stream.Recv()
		if err != nil {
			return nil, nil, fmt.Errorf("read usage: %w", err)
		}
		counters, charges = append(counters, report.Counters...), append(charges, report.Charges...)
		if len(report.Counters) < full {
			return counters, charges, nil
		}
	}
}

// Drain asks it to end when its connections have.
func (e *Engine) Drain() error { return e.Process.Signal(syscall.SIGTERM) }
