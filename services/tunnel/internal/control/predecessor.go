package control

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"
)

// Predecessor is the process that this one takes over from: it drains, and follows what becomes of users. All methods may be
// called on nil, which is none.
type Predecessor struct {
	serving *grpc.ClientConn
	stream  grpc.BidiStreamingClient[tunnelv1.HandOverRequest, tunnelv1.HandedOver]

	draining *grpc.ClientConn
	client   tunnelv1.TunnelServiceClient
	// silentSince is when it was found not to answer any more; nil while it does.
	silentSince atomic.Pointer[time.Time]
}

// Ask asks the engine that answers at path to hand over; nil when there is none. It takes no more changes afterwards.
func Ask(ctx context.Context, path string) (*Predecessor, error) {
	if conn, err := net.Dial("unix", path); err != nil {
		return nil, nil
	} else if err := conn.Close(); err != nil {
		return nil, err
	}
	serving, err := dial(path)
	if err != nil {
		return nil, err
	}
	p := &Predecessor{serving: serving}
	if p.stream, err = tunnelv1.NewTunnelServiceClient(serving).HandOver(ctx); err == nil {
		err = p.step(&tunnelv1.HandOverRequest{}, new(tunnelv1.HandedOver))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("ask the engine that serves to hand over: %w", err), serving.Close())
	}
	return p, nil
}

func dial(path string) (*grpc.ClientConn, error) {
	return grpc.NewClient(
		"unix:"+path, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(mostMessageBytes)),
	)
}

func (p *Predecessor) step(request *tunnelv1.HandOverRequest, into *tunnelv1.HandedOver) error {
	if err := p.stream.Send(request); err != nil {
		return err
	}
	answer, err := p.stream.Recv()
	if err == nil {
		into.DrainingSocket = answer.DrainingSocket
	}
	return err
}

// Release tells it that this process serves on every port. The socket is free afterwards.
func (p *Predecessor) Release() error {
	if p == nil {
		return nil
	}
	answer := new(tunnelv1.HandedOver)
	err := p.step(&tunnelv1.HandOverRequest{Serving: true}, answer)
	if err == nil {
		p.draining, err = dial(answer.DrainingSocket)
	}
	if err != nil {
		return fmt.Errorf("take over: %w", err)
	}
	p.client = tunnelv1.NewTunnelServiceClient(p.draining)
	return p.serving.Close()
}

// Close gives up: the other goes on as before, unless it was released. Idempotent.
func (p *Predecessor) Close() error {
	if p == nil {
		return nil
	}
	_ = p.serving.Close() // closed already after Release
	if p.draining == nil {
		return nil
	}
	return p.draining.Close()
}

// itAnswersWithin bounds what a process that ends may hold up.
const itAnswersWithin = time.Second

// follow hands a change of users on; the answer waits until it was made there.
func (p *Predecessor) follow(ctx context.Context, request *tunnelv1.ApplyUsersRequest) (wait func()) {
	if p == nil {
		return func() {}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), itAnswersWithin)
		defer cancel()
		if _, err := p.client.ApplyUsers(ctx, request); err != nil {
			slog.Debug("the process before does not follow", "error", err) // most likely it has ended
		}
	}()
	return func() { <-done }
}

func (p *Predecessor) sessions(ctx context.Context, request *tunnelv1.ListSessionsRequest) *tunnelv1.SessionList {
	if p == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, itAnswersWithin)
	defer cancel()
	list, _ := p.client.ListSessions(ctx, request) // one that has ended has none
	return list
}

func (p *Predecessor) kill(ctx context.Context, request *tunnelv1.KillRequest) uint32 {
	if p == nil {
		return 0
	}
	ctx, cancel := context.WithTimeout(ctx, itAnswersWithin)
	defer cancel()
	killed, _ := p.client.Kill(ctx, request) // one that has ended has none
	return killed.GetSessions()
}

func (p *Predecessor) openSessions(ctx context.Context) uint64 {
	if p == nil {
		return 0
	}
	ctx, cancel := context.WithTimeout(ctx, itAnswersWithin)
	defer cancel()
	health, _ := p.client.GetHealth(ctx, &tunnelv1.GetHealthRequest{}) // one that has ended has none
	return health.GetSessions()
}
