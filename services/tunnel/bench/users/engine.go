package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/control"
	"vortexpanel.dev/tunnel/internal/node"
	"vortexpanel.dev/tunnel/internal/state"
)

// engine is one as it runs, and who tells it over its socket.
type engine struct {
	tunnelv1.TunnelServiceClient
	node     *node.Node
	conn     *grpc.ClientConn
	server   *control.Server
	revision int64
}

func start(folder string) (*engine, error) {
	ledger, err := account.OpenLedger(filepath.Join(folder, "ledger"))
	if err != nil {
		return nil, err
	}
	served, err := node.Start(context.Background(), account.NewBook(ledger), filepath.Join(folder, "state"))
	if err != nil {
		return nil, errors.Join(err, ledger.Close())
	}
	socket := filepath.Join(folder, "socket")
	listener, err := control.Listen(socket)
	if err != nil {
		return nil, errors.Join(err, served.Close())
	}
	server := control.New(served, "bench", new(slog.LevelVar), socket, nil)
	go func() { _ = server.Serve(listener) }() // until closed
	conn, err := grpc.NewClient("unix:"+socket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return nil, err
	}
	return &engine{TunnelServiceClient: tunnelv1.NewTunnelServiceClient(conn), node: served, conn: conn, server: server}, nil
}

// Close ends it. The ledger stays mapped: a connection that is being closed may still count.
func (e *engine) Close() error {
	err := e.conn.Close()
	e.server.Close()
	return errors.Join(err, e.node.Close())
}

// change tells it of users.
func (e *engine) change(snapshot bool, upserts []*tunnelv1.TunnelUser, removed ...string) error {
	request := &tunnelv1.ApplyUsersRequest{
		Generation: "bench", FromRevision: e.revision, ToRevision: e.revision + 1, Snapshot: snapshot, Upserts: upserts, RemovedIds: removed,
	}
	e.revision++
	applied, err := e.ApplyUsers(context.Background(), request)
	if err == nil && applied.ProblemsTotal > 0 {
		err = fmt.Errorf("%d refused, the first is %v", applied.ProblemsTotal, applied.Problems[0])
	}
	return err
}

func told(users []state.User) []*tunnelv1.TunnelUser {
	made := make([]*tunnelv1.TunnelUser, len(users))
	for n, user := range users {
		made[n] = &tunnelv1.TunnelUser{Id: user.ID.String()}
		for _, device := range user.Devices {
			one := &tunnelv1.TunnelDevice{Id: device.ID.String()}
			for _, access := range device.Access {
				proof := &tunnelv1.InboundAccess{InboundTag: access.Inbound, Secret: access.Secret}
				if access.IPv4.IsValid() {
					proof.TunnelAddresses = []string{access.IPv4.String()}
				}
				one.Access = append(one.Access, proof)
			}
			made[n].Devices = append(made[n].Devices, one)
		}
	}
	return made
}
