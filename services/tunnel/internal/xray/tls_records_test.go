package xray

import (
	"bytes"
	"slices"
	"testing"

	"github.com/xtls/xray-core/common/buf"
)

func record(kind byte, length int) []byte {
	return append([]byte{kind, 3, 3, byte(length >> 8), byte(length)}, bytes.Repeat([]byte{kind}, length)...)
}

// tlsStream is 105 bytes of a handshake, then records of 1005, 16389, 1005 and 16389 bytes.
func tlsStream() []byte {
	data, long := record(applicationData, 1000), record(applicationData, 1<<14)
	return slices.Concat(record(handshake, 100), data, long, data, long)
}

// cutAt tells what comes out of reads that end there, and where each part of it ends.
func cutAt(stream []byte, reads []int) (out []byte, ends []int) {
	r, began := &tlsRecords{}, 0
	for n, end := range reads {
		now := r.cut(buf.MergeBytes(nil, stream[began:end]))
		if began = end; n == len(reads)-1 {
			now = append(now, parts(r.rest())...)
		}
		for _, part := range now {
			got := make([]byte, part.Len())
			part.Copy(got)
			out = append(out, got...)
			ends = append(ends, len(out))
		}
	}
	return out, ends
}

func TestReadsAreCutWhereRecordsOfApplicationDataBeginAndEnd(t *testing.T) {
	for name, c := range map[string]struct{ reads, parts []int }{
		"what begins with a handshake stays as it came":  {[]int{1110}, []int{1110}},
		"whole records that come alone need no cut":      {[]int{105, 1110}, []int{105, 1110}},
		"behind a record that was begun whole ones come": {[]int{200, 18199}, []int{200, 1110, 17499, 18199}},
		"one cut suffices":                            {[]int{105, 1410, 18199}, []int{105, 1110, 1410, 18199}},
		"a header may come in pieces":                 {[]int{105, 108, 17499}, []int{105, 17499}},
		"a part of a record waits for the rest":       {[]int{200, 1300, 2000, 17600}, []int{200, 1110, 17499, 17600}},
		"what waits when the server ends is not lost": {[]int{200, 1300, 2000}, []int{200, 1110, 2000}},
	} {
		t.Run(name, func(t *testing.T) {
			stream := tlsStream()
			out, ends := cutAt(stream, c.reads)
			if !bytes.Equal(out, stream[:len(out)]) || !slices.Equal(ends, c.parts) {
				t.Errorf("cut at %v, not %v; the same bytes: %v", ends, c.parts, bytes.Equal(out, stream[:len(out)]))
			}
		})
	}
}

func TestHoweverItIsReadTheSameBytesComeOut(t *testing.T) {
	stream := tlsStream()
	for length := 1; length < len(stream); length += 1 + length/7 {
		var reads []int
		for end := length; end < len(stream); end += length {
			reads = append(reads, end)
		}
		if out, _ := cutAt(stream, append(reads, len(stream))); !bytes.Equal(out, stream) {
			t.Errorf("in reads of %d bytes others come out", length)
		}
	}
}

func TestAReadThatFailsHasNothingToCut(t *testing.T) {
	if parts := (&tlsRecords{}).cut(buf.MultiBuffer{nil}); len(parts) > 0 {
		t.Errorf("%d parts come out", len(parts))
	}
}

func TestWhatDoesNotBeginAsTLSIsHandedOnAtOnce(t *testing.T) {
	for _, said := range []string{"+", "220 ", "HTTP/1.1 200 OK", "\x17\x03\x03\x40\x00and more"} {
		out, ends := (&tlsRecords{}).cut(buf.MergeBytes(nil, []byte(said))), len(said)
		if len(out) != 1 || int(out[0].Len()) != ends {
			t.Errorf("%q waits", said)
		}
	}
}
