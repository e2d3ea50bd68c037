package xray

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/apernet/quic-go"
	"github.com/xtls/xray-core/common/buf"
	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/session"
	"github.com/xtls/xray-core/features/routing"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/proxy/hysteria"
	"github.com/xtls/xray-core/transport"
	quicconn "github.com/xtls/xray-core/transport/internet/hysteria"
	"github.com/xtls/xray-core/transport/internet/stat"
)

// wholeHysteria carries packets itself, and leaves the rest to Xray's server: that reads each piece of a packet that came
// in several into the memory where the pieces before it are.
type wholeHysteria struct{ *hysteria.Server }

var (
	_ proxy.Inbound     = wholeHysteria{}
	_ proxy.UserManager = wholeHysteria{}
)

func newWholeHysteria(ctx context.Context, config *hysteria.ServerConfig) (wholeHysteria, error) {
	theirs, err := hysteria.NewServer(ctx, config)
	return wholeHysteria{theirs}, err
}

// Process implements proxy.Inbound.
func (h wholeHysteria) Process(
	ctx context.Context, kind net.Network, conn stat.Connection, dispatcher routing.Dispatcher,
) error {
	packets, are := stat.TryUnwrapStatsConn(conn).(*quicconn.InterUdpConn)
	if !are {
		return h.Server.Process(ctx, kind, conn, dispatcher)
	}
	inbound := session.InboundFromContext(ctx)
	inbound.Name, inbound.CanSpliceCopy, inbound.User = "hysteria", 3, packets.User()
	reader := &packetReader{conn: conn, piece: make([]byte, hysteria.MaxUDPSize)}
	first, err := reader.read()
	if err != nil {
		return fmt.Errorf("read the first packet: %w", err)
	}
	reader.first = first
	return dispatcher.DispatchLink(ctx, *first.UDP, &transport.Link{Reader: reader, Writer: &packetWriter{conn: conn, to: *first.UDP}})
}

// mostPieces of a packet: the longest there is, in pieces of QUIC's shortest packets.
const mostPieces = 1 << 16 / 1024

// packetReader puts packets together.
type packetReader struct {
	conn   stat.Connection
	first  *buf.Buffer // was read before it was known where to
	piece  []byte
	pieces hysteria.Defragger
}

// ReadMultiBuffer implements buf.Reader.
func (r *packetReader) ReadMultiBuffer() (buf.MultiBuffer, error) {
	if first := r.first; first != nil {
		r.first = nil
		return buf.MultiBuffer{first}, nil
	}
	packet, err := r.read()
	if err != nil {
		return nil, err
	}
	return buf.MultiBuffer{packet}, nil
}

// read passes over what is no packet: it says nothing about the next.
func (r *packetReader) read() (*buf.Buffer, error) {
	for {
		n, err := r.conn.Read(r.piece)
		if err != nil {
			return nil, err
		}
		message, err := hysteria.ParseUDPMessage(r.piece[:n])
		if err != nil {
			continue
		}
		if message.FragCount > mostPieces {
			continue
		}
		if message.FragCount > 1 {
			message.Data = slices.Clone(message.Data) // it waits for the others
		}
		if message = r.pieces.Feed(message); message == nil {
			continue
		}
		to, err := net.ParseDestination("udp:" + message.Addr)
		if err != nil {
			continue
		}
		packet := buf.NewWithSize(int32(len(message.Data)))
		_, _ = packet.Write(message.Data) // it has room
		packet.UDP = &to
		return packet, nil
	}
}

// packetWriter cuts packets that are too long for one of QUIC's.
type packetWriter struct {
	conn stat.Connection
	// to is where the client sent its first, whose answers may not say where they are from.
	to     net.Destination
	buffer []byte
}

// WriteMultiBuffer implements buf.Writer.
func (w *packetWriter) WriteMultiBuffer(packets buf.MultiBuffer) error {
	defer buf.ReleaseMulti(packets)
	for _, packet := range packets {
		from := w.to
		if packet.UDP != nil {
			from = *packet.UDP
		}
		if err := w.write(hysteria.UDPMessage{FragCount: 1, Addr: from.NetAddr(), Data: packet.Bytes()}); err != nil {
			return err
		}
	}
	return nil
}

// A packet of this length fits into one of QUIC's from the beginning.
const fits = quicconn.MaxDatagramFrameSize - 3

func (w *packetWriter) write(message hysteria.UDPMessage) error {
	if message.Size() <= fits {
		return w.send(message)
	}
	room, err := w.room()
	if err != nil {
		return err
	}
	if message.Size() > room {
		message.PacketID = uint16(rand.N(1<<16-1) + 1) // 0 is of whole ones
	}
	for _, piece := range hysteria.FragUDPMessage(&message, room) {
		if err := w.send(piece); err != nil {
			return err
		}
	}
	return nil
}

// room is how long a piece may be. QUIC tells when it is asked to send what is never sent, and tells too much: once it has
// found that the path takes more, it leaves out what goes around a piece, and drops those that do not fit without a word.
func (w *packetWriter) room() (int, error) {
	const (
		tooLong = 2 * 1452                // the longest that QUIC makes
		around  = 1 + 20 + 4 + 16 + 1 + 2 // first byte, connection ID, packet number, tag; kind and length of the piece
	)
	w.buffer = slices.Grow(w.buffer[:0], tooLong)[:tooLong]
	_, err := w.conn.Write(w.buffer)
	told := (*quic.DatagramTooLargeError)(nil)
	if !errors.As(err, &told) {
		return fits, err
	}
	most := int(told.MaxDatagramPayloadSize)
	return min(most, max(most-around, fits)), nil
}

func (w *packetWriter) send(message hysteria.UDPMessage) error {
	size := message.Size()
	w.buffer = slices.Grow(w.buffer[:0], size)[:size]
	message.Serialize(w.buffer)
	_, err := w.conn.Write(w.buffer)
	return err
}
