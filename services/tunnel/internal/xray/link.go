package xray

import (
	"context"
	"errors"

	"github.com/xtls/xray-core/common"
	"github.com/xtls/xray-core/common/buf"
	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/session"
	"github.com/xtls/xray-core/transport"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/routing"
)

// meter takes what passes the link from the session, and ends the link with the session.
func (d *meteredDispatcher) meter(
	opened *account.Session, inbound *session.Inbound, kind net.Network, link *transport.Link,
) *transport.Link {
	metered := &transport.Link{
		Reader: &meteredReader{session: opened, reader: link.Reader, refuses: d.engine.refuses(kind)},
		Writer: &meteredWriter{opened, link.Writer},
	}
	conn := inbound.Conn
	context.AfterFunc(opened.Context(), func() {
		common.Interrupt(link.Reader)
		common.Interrupt(link.Writer)
		// One of many streams that ended by itself leaves its connection to the others; who was cut loses it.
		cause := context.Cause(opened.Context())
		if conn != nil && !errors.Is(cause, account.ErrClosed) && !errors.Is(cause, context.Canceled) {
			_ = conn.Close()
		}
	})
	return metered
}

// meteredReader reads what the customer sends.
type meteredReader struct {
	session *account.Session
	reader  buf.Reader
	// rest was read and is not yet taken.
	rest buf.MultiBuffer
	err  error
	// refuses tells whether a connection that begins so, or such a packet, is not carried. Nil: all are.
	refuses func(buf.MultiBuffer) (again bool, err error)
}

// ReadMultiBuffer implements buf.Reader. It gives at most a chunk at once: of a large read only what a lease does not
// cover is lost.
func (r *meteredReader) ReadMultiBuffer() (buf.MultiBuffer, error) {
	if r.rest.IsEmpty() && r.err == nil {
		r.rest, r.err = r.reader.ReadMultiBuffer()
		if refused := r.look(); refused != nil {
			r.rest, r.err = buf.ReleaseMulti(r.rest), refused
			r.session.Close()
			return nil, refused
		}
	}
	var chunk buf.MultiBuffer
	r.rest, chunk = buf.SplitSize(r.rest, chunkBytes)
	if n := chunk.Len(); n > 0 {
		if refused := r.session.Take(account.Uplink, int(n)); refused != nil {
			buf.ReleaseMulti(chunk)
			r.rest, r.err = buf.ReleaseMulti(r.rest), refused
			return nil, refused
		}
	}
	if r.rest.IsEmpty() {
		return chunk, r.err
	}
	return chunk, nil
}

// look looks at what was read, for as long as there is something to look for.
func (r *meteredReader) look() error {
	if r.refuses == nil || r.rest.IsEmpty() {
		return nil
	}
	again, err := r.refuses(r.rest)
	if !again {
		r.refuses = nil
	}
	return err
}

// refuses is what a connection's beginning, or each packet, is looked at with.
func (e *Engine) refuses(kind net.Network) func(buf.MultiBuffer) (bool, error) {
	switch {
	case !e.torrents:
		return nil
	case kind == net.Network_UDP:
		return func(packets buf.MultiBuffer) (bool, error) {
			for _, packet := range packets {
				if routing.TorrentPacket(packet.Bytes()) {
					return true, routing.ErrTorrent
				}
			}
			return true, nil
		}
	default:
		return func(bytes buf.MultiBuffer) (bool, error) {
			if routing.TorrentStream(bytes[0].Bytes()) {
				return false, routing.ErrTorrent
			}
			return false, nil
		}
	}
}

// Interrupt implements common.Interruptible.
func (r *meteredReader) Interrupt() { common.Interrupt(r.reader) }

// meteredWriter writes what the customer is to get.
type meteredWriter struct {
	session *account.Session
	writer  buf.Writer
}

// WriteMultiBuffer implements buf.Writer, a chunk at once like the reader.
func (w *meteredWriter) WriteMultiBuffer(bytes buf.MultiBuffer) error {
	for !bytes.IsEmpty() {
		var chunk buf.MultiBuffer
		bytes, chunk = buf.SplitSize(bytes, chunkBytes)
		refused := w.session.Take(account.Downlink, int(chunk.Len()))
		if refused == nil {
			refused = w.writer.WriteMultiBuffer(chunk)
		} else {
			buf.ReleaseMulti(chunk)
		}
		if refused != nil {
			buf.ReleaseMulti(bytes)
			return refused
		}
	}
	return nil
}

// Close implements common.Closable.
func (w *meteredWriter) Close() error { return common.Close(w.writer) }

// Interrupt implements common.Interruptible.
func (w *meteredWriter) Interrupt() { common.Interrupt(w.writer) }
