// Package control answers the node's agent over gRPC on a Unix socket.
package control

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/node"
)

// A snapshot of all users is one message.
const mostMessageBytes = 512 << 20

// Server is the control API.
type Server struct {
	tunnelv1.UnimplementedTunnelServiceServer
	node    *node.Node
	version string
	level   *slog.LevelVar
	grpc    *grpc.Server
	// path of the socket, and what listens there.
	path     string
	listener net.Listener
	// ended stops streams, which a graceful stop would wait for.
	ended chan struct{}
	// predecessor drains beside this process; nil without.
	predecessor *Predecessor
	handover    handover
}

// New answers for node on the socket at path. level is what SetLogLevel changes.
func New(served *node.Node, version string, level *slog.LevelVar, path string, predecessor *Predecessor) *Server {
	s := &Server{
		node: served, version: version, level: level, path: path, predecessor: predecessor, ended: make(chan struct{}),
		handover: handover{done: make(chan struct{})},
	}
	s.grpc = s.newServer()
	return s
}

func (s *Server) newServer() *grpc.Server {
	made := grpc.NewServer(
		grpc.MaxRecvMsgSize(mostMessageBytes), grpc.UnaryInterceptor(edge), grpc.StreamInterceptor(streamEdge),
	)
	tunnelv1.RegisterTunnelServiceServer(made, s)
	return made
}

// Serve answers until Close, or until the next process has taken over.
func (s *Server) Serve(listener net.Listener) error {
	s.listener = listener
	err := s.grpc.Serve(listener)
	if err != nil && !errors.Is(err, grpc.ErrServerStopped) && !s.handover.released.Load() {
		return fmt.Errorf("serve the control API: %w", err)
	}
	return nil
}

// Close ends the calls that wait, and lets others finish, but not for long. Call once.
func (s *Server) Close() {
	s.endStreams()
	stopSoon(s.grpc)
	if draining := s.handover.server.Load(); draining != nil {
		stopSoon(draining)
	}
}

func (s *Server) endStreams() {
	s.handover.once.Do(func() { close(s.ended) })
}

func stopSoon(server *grpc.Server) {
	const patience = 5 * time.Second
	late := time.AfterFunc(patience, server.Stop)
	defer late.Stop()
	server.GracefulStop()
}

// Listen opens the socket at path for its owner alone. A socket nobody answers on is what a killed process left.
func Listen(path string) (net.Listener, error) {
	if conn, err := net.Dial("unix", path); err == nil {
		return nil, errors.Join(fmt.Errorf("listen on %s: another engine answers there", path), conn.Close())
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("remove the old socket: %w", err)
	}
	const ownerOnly = 0o177
	before := syscall.Umask(ownerOnly)
	defer syscall.Umask(before)
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", path, err)
	}
	return listener, nil
}

// edge maps errors once, and keeps a fault in one call from ending the process that carries everybody's traffic.
func edge(ctx context.Context, request any, info *grpc.UnaryServerInfo, call grpc.UnaryHandler) (answer any, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = faulty(info.FullMethod, fault)
		}
	}()
	answer, err = call(ctx, request)
	if err != nil {
		return nil, toWire(info.FullMethod, err, func(trailer trailer) error { return grpc.SetTrailer(ctx, trailer) })
	}
	return answer, nil
}

func streamEdge(server any, stream grpc.ServerStream, info *grpc.StreamServerInfo, call grpc.StreamHandler) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = faulty(info.FullMethod, fault)
		}
	}()
	if err = call(server, stream); err != nil {
		return toWire(info.FullMethod, err, func(trailer trailer) error { stream.SetTrailer(trailer); return nil })
	}
	return nil
}

func faulty(method string, fault any) error {
	slog.Error("a control call failed", "method", method, "fault", fault, "stack", string(debug.Stack()))
	return status.Error(codes.Internal, "internal")
}
