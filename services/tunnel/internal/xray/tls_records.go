package xray

import (
	"slices"

	"github.com/xtls/xray-core/common/buf"
)

// tlsRecords cuts what a server sends where its TLS records begin and end. Vision lets the kernel have a connection when it is
// given whole records of application data and nothing else, which reads are only by chance. One cut suffices.
type tlsRecords struct {
	done   bool
	spoken bool   // the first record was one of a handshake, as TLS begins with
	left   int    // bytes that are still to come of the record under way
	header []byte // of the record under way, while it is not whole
	// held back is the beginning of a record: to whoever reads records it is worth nothing without the rest.
	held buf.MultiBuffer
}

const (
	recordHeaderBytes = 5
	mostRecordBytes   = 1<<14 + 256 // RFC 8446, 5.2
	// Kinds of records (RFC 8446, 5.1).
	leastKind, handshake, applicationData = 20, 22, 23
)

// cut answers with what is to be written one after the other. A read in which something else than application data begins,
// as in a handshake, stays as it came.
func (r *tlsRecords) cut(read buf.MultiBuffer) []buf.MultiBuffer {
	if r.done || read.IsEmpty() { // a read that fails gives a buffer that is none
		return parts(read)
	}
	read, r.held = append(r.held, read...), nil
	first, last, only := r.find(read)
	switch {
	case !r.spoken || !only || first < 0:
		return parts(read)
	case last > first:
		r.done = true
		read, before := splitAt(read, first)
		rest, run := splitAt(read, last-first)
		return parts(before, run, rest)
	default:
		r.left, r.header = 0, r.header[:0] // it is looked at again, with what follows
		rest, before := splitAt(read, first)
		r.held = rest
		return parts(before)
	}
}

// rest is what was held back and will not be cut any more.
func (r *tlsRecords) rest() buf.MultiBuffer {
	held := r.held
	r.done, r.held = true, nil
	return held
}

// parts are those that hold something.
func parts(of ...buf.MultiBuffer) []buf.MultiBuffer {
	return slices.DeleteFunc(of, buf.MultiBuffer.IsEmpty)
}

// find tells where the first record begins (-1: none does) and where the last whole one ends, and whether only application
// data begins.
func (r *tlsRecords) find(read buf.MultiBuffer) (first, last int, only bool) {
	at := 0
	first, only = -1, true
	for _, each := range read {
		for bytes := each.Bytes(); len(bytes) > 0; {
			if r.left > 0 {
				n := min(r.left, len(bytes))
				r.left, at, bytes = r.left-n, at+n, bytes[n:]
			} else {
				if len(r.header) == 0 && first < 0 {
					first = at
				}
				n := min(recordHeaderBytes-len(r.header), len(bytes))
				r.header = append(r.header, bytes[:n]...)
				at, bytes = at+n, bytes[n:]
				if len(r.header) < recordHeaderBytes {
					continue
				}
				only = r.begin() == applicationData && only
				if r.done {
					return first, last, false
				}
			}
			if r.left == 0 && len(r.header) == 0 {
				last = at
			}
		}
	}
	return first, last, only
}

// begin reads a header, and tells the kind of the record.
func (r *tlsRecords) begin() (kind byte) {
	const versionMajor = 3
	kind, r.left = r.header[0], int(r.header[3])<<8|int(r.header[4])
	r.spoken = r.spoken || kind == handshake
	r.done = !r.spoken || kind < leastKind || kind > applicationData || r.header[1] != versionMajor || r.left > mostRecordBytes
	r.header = r.header[:0]
	return kind
}

// splitAt takes the first n bytes off.
func splitAt(bytes buf.MultiBuffer, n int) (rest, head buf.MultiBuffer) {
	for rest = bytes; n > 0; {
		var part buf.MultiBuffer
		rest, part = buf.SplitSize(rest, int32(n))
		n -= int(part.Len())
		head, _ = buf.MergeMulti(head, part)
	}
	return rest, head
}
