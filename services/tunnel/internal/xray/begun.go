package xray

import (
	"bytes"

	"github.com/xtls/xray-core/common/buf"
	"github.com/xtls/xray-core/transport/internet/stat"
)

// begun is a connection of which the beginning was read: that is read again first, and kept no longer. Buffers go as they
// would without it: TLS puts small ones together, and plain TCP takes many at once.
type begun struct {
	stat.Connection
	beginning *bytes.Reader
	reader    buf.Reader
	writer    buf.Writer
}

var (
	_ buf.Reader = (*begun)(nil)
	_ buf.Writer = (*begun)(nil)
)

func newBegun(conn stat.Connection, beginning []byte) *begun {
	return &begun{conn, bytes.NewReader(beginning), buf.NewReader(conn), buf.NewWriter(conn)}
}

// Read implements net.Conn.
func (c *begun) Read(p []byte) (int, error) {
	if c.beginning == nil {
		return c.Connection.Read(p)
	}
	n, err := c.beginning.Read(p)
	if c.beginning.Len() == 0 {
		c.beginning = nil
	}
	return n, err
}

// ReadMultiBuffer implements buf.Reader.
func (c *begun) ReadMultiBuffer() (buf.MultiBuffer, error) {
	if c.beginning == nil {
		return c.reader.ReadMultiBuffer()
	}
	first, err := buf.ReadBuffer(c)
	return buf.MultiBuffer{first}, err
}

// WriteMultiBuffer implements buf.Writer.
func (c *begun) WriteMultiBuffer(bytes buf.MultiBuffer) error {
	return c.writer.WriteMultiBuffer(bytes)
}
