package xray

import (
	"github.com/xtls/xray-core/common/buf"
	"github.com/xtls/xray-core/common/bytespool"
	"github.com/xtls/xray-core/common/net"
)

// recordBytes of payload go into one record of Shadowsocks 2022, which may hold twice as much. Whoever reads a record calls
// the kernel twice for it, however large it is.
const recordBytes = 32 << 10

// recordWriter writes what comes together in as few records as it takes.
type recordWriter struct{ conn net.Conn }

// WriteMultiBuffer implements buf.Writer.
func (w *recordWriter) WriteMultiBuffer(content buf.MultiBuffer) error {
	if len(content) == 1 && content[0].Len() <= recordBytes {
		defer buf.ReleaseMulti(content)
		return buf.WriteAllBytes(w.conn, content[0].Bytes(), nil)
	}
	record := bytespool.Alloc(recordBytes)
	defer bytespool.Free(record)
	for !content.IsEmpty() {
		var n int
		content, n = buf.SplitBytes(content, record[:recordBytes])
		if _, err := w.conn.Write(record[:n]); err != nil {
			buf.ReleaseMulti(content)
			return err
		}
	}
	return nil
}

// recordReader reads whole records from whoever sends large ones.
type recordReader struct {
	conn  net.Conn
	whole []byte
}

// ReadMultiBuffer implements buf.Reader.
func (r *recordReader) ReadMultiBuffer() (buf.MultiBuffer, error) {
	if r.whole == nil {
		first, err := buf.ReadBuffer(r.conn)
		if err != nil {
			return nil, err
		}
		if first.IsFull() {
			const tag = 16
			r.whole = make([]byte, recordBytes+tag)
		}
		return buf.MultiBuffer{first}, nil
	}
	n, err := r.conn.Read(r.whole)
	return buf.MergeBytes(nil, r.whole[:n]), err
}
