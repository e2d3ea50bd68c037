package control

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"
)

// handover is how far this process has handed over to the next.
type handover struct {
	once sync.Once
	// released: the socket is not ours any more.
	released atomic.Bool
	// server answers the next process.
	server atomic.Pointer[grpc.Server]
	done   chan struct{}
}

// HandedOver is closed when the next process serves in the place of this one.
func (s *Server) HandedOver() <-chan struct{} { return s.handover.done }

// untilServing is how long this process waits, and takes no changes, for the next one to open its ports.
const untilServing = 2 * time.Minute

// HandOver implements TunnelService.
func (s *Server) HandOver(stream grpc.BidiStreamingServer[tunnelv1.HandOverRequest, tunnelv1.HandedOver]) error {
	if _, err := stream.Recv(); err != nil {
		return err
	}
	end, err := s.node.Freeze(stream.Context())
	if err != nil {
		return err
	}
	slog.Info("the next process takes over")
	path, err := s.whileFrozen(stream)
	end(err == nil)
	if err != nil {
		slog.Warn("the next process did not take over", "error", err)
		return err
	}
	err = stream.Send(&tunnelv1.HandedOver{DrainingSocket: path})
	close(s.handover.done)
	// Clients find the next process when they connect again.
	s.endStreams()
	go stopSoon(s.grpc)
	return err
}

// whileFrozen waits until the next process serves, and leaves it the socket.
func (s *Server) whileFrozen(
	stream grpc.BidiStreamingServer[tunnelv1.HandOverRequest, tunnelv1.HandedOver],
) (path string, err error) {
	if err := stream.Send(&tunnelv1.HandedOver{}); err != nil {
		return "", err
	}
	serving := make(chan error, 1)
	go func() { // ends with the stream
		next, err := stream.Recv()
		if err == nil && !next.Serving {
			err = errors.New("it says it does not serve")
		}
		serving <- err
	}()
	select {
	case err = <-serving:
	case <-time.After(untilServing):
		err = context.DeadlineExceeded
	}
	if err != nil {
		return "", err
	}
	return s.release()
}

// release leaves the socket, and answers on another.
func (s *Server) release() (path string, err error) {
	path = fmt.Sprintf("%s.%d", s.path, os.Getpid())
	listener, err := Listen(path)
	if err != nil {
		return "", err
	}
	server := s.newServer()
	s.handover.server.Store(server)
	go s.answer(server, listener) // until Close
	s.handover.released.Store(true)
	return path, s.listener.Close()
}

func (s *Server) answer(server *grpc.Server, listener net.Listener) {
	if err := server.Serve(listener); err != nil && !errors.Is(err, grpc.ErrServerStopped) {
		slog.Error("cannot answer the next process", "error", err)
	}
}
