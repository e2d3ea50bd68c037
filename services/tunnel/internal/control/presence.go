package control

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"github.com/google/uuid"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/account"
)

// Present tells which sessions the process before has while it serves still.
func (p *Predecessor) Present(ctx context.Context, tell func([]account.SessionInfo)) error {
	if p == nil {
		return nil
	}
	return present(ctx, tunnelv1.NewTunnelServiceClient(p.serving), tell)
}

// Watch goes on to tell after Release, until that process has ended or ctx does. It lets hardly anybody in any more, so what
// was told before is at most too much.
func (p *Predecessor) Watch(ctx context.Context, tell func([]account.SessionInfo)) {
	if p == nil {
		return
	}
	const often = 500 * time.Millisecond
	tick := time.NewTicker(often)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := present(ctx, p.client, tell); err != nil && ctx.Err() == nil {
				tell(nil) // it has ended, and its sessions with it
				now := time.Now()
				p.silentSince.Store(&now)
				return
			}
		}
	}
}

// counts tells whether that process may add to counters: when it answers no more, it takes a moment to end.
func (p *Predecessor) counts() bool {
	const untilEnded = time.Minute
	if p == nil {
		return false
	}
	since := p.silentSince.Load()
	return since == nil || time.Since(*since) < untilEnded
}

func present(ctx context.Context, from tunnelv1.TunnelServiceClient, tell func([]account.SessionInfo)) error {
	const all = 100_000
	list, err := from.ListSessions(ctx, &tunnelv1.ListSessionsRequest{Limit: all})
	if err != nil {
		return fmt.Errorf("ask the process before who is there: %w", err)
	}
	sessions := make([]account.SessionInfo, 0, len(list.Sessions))
	for _, each := range list.Sessions {
		user, err := uuid.Parse(each.UserId)
		if err != nil {
			continue
		}
		device, _ := uuid.Parse(each.DeviceId) // the zero one is none in particular
		source, _ := netip.ParseAddr(each.Source)
		sessions = append(sessions, account.SessionInfo{User: user, Device: device, Source: source})
	}
	tell(sessions)
	return nil
}
