package xray

import (
	"io"
	"net"
	"testing"

	"github.com/xtls/xray-core/common/buf"
)

// writes notes what is written at once.
type writes struct {
	net.Conn
	seen []int32
}

func (w *writes) WriteMultiBuffer(bytes buf.MultiBuffer) error {
	w.seen = append(w.seen, bytes.Len())
	buf.ReleaseMulti(bytes)
	return nil
}

func TestABegunConnectionIsReadFromItsBeginning(t *testing.T) {
	for name, read := range map[string]func(*begun) (string, error){
		"bytes": func(c *begun) (string, error) {
			all, err := io.ReadAll(c)
			return string(all), err
		},
		"buffers": func(c *begun) (string, error) {
			all, err := buf.ReadAllToBytes(&buf.BufferedReader{Reader: buf.NewReader(c)})
			return string(all), err
		},
		"bytes, then buffers": func(c *begun) (string, error) {
			first := make([]byte, 3)
			if _, err := io.ReadFull(c, first); err != nil {
				return "", err
			}
			rest, err := buf.ReadAllToBytes(&buf.BufferedReader{Reader: buf.NewReader(c)})
			return string(first) + string(rest), err
		},
	} {
		t.Run(name, func(t *testing.T) {
			near, far := net.Pipe()
			go func() { _, _ = far.Write([]byte(" and goes on")); _ = far.Close() }()
			if got, err := read(newBegun(near, []byte("it begins"))); err != nil || got != "it begins and goes on" {
				t.Errorf("read %q, %v", got, err)
			}
		})
	}
}

func TestABegunConnectionIsWrittenToAsTheOneItIs(t *testing.T) {
	beneath := &writes{}
	writer := buf.NewWriter(newBegun(beneath, nil))
	if err := writer.WriteMultiBuffer(buf.MergeBytes(nil, make([]byte, 3*buf.Size))); err != nil {
		t.Fatal(err)
	}
	if len(beneath.seen) != 1 || beneath.seen[0] != 3*buf.Size {
		t.Errorf("was written as %v", beneath.seen)
	}
}
