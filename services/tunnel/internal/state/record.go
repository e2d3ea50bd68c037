package state

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/parallel"
)

// The file is a magic number and records: length and CRC-32C of a body, both little endian, and the body, JSON. The last
// Inbounds count; changes of users follow each other. What was cut short at the end is a change that never was.
const (
	magic      = "VRTXSTA1"
	frontBytes = 8
	mostRecord = 1 << 30
)

type record struct {
	Inbounds *Inbounds   `json:"inbounds,omitempty"`
	Users    *UserChange `json:"users,omitempty"`
}

var (
	castagnoli = crc32.MakeTable(crc32.Castagnoli)
	errDamaged = errors.New("state: damaged record")
)

func (r record) encode() ([]byte, error) {
	var framed bytes.Buffer
	framed.Write(make([]byte, frontBytes))
	if err := json.NewEncoder(&framed).Encode(r); err != nil {
		return nil, fmt.Errorf("encode the state: %w", err)
	}
	front, body := framed.Bytes()[:frontBytes], framed.Bytes()[frontBytes:]
	binary.LittleEndian.PutUint32(front, uint32(len(body)))
	binary.LittleEndian.PutUint32(front[4:], crc32.Checksum(body, castagnoli))
	return framed.Bytes(), nil
}

// load reads records into content until the end or the first damaged one; good is where that is.
func load(file io.Reader) (content *Content, good int64, err error) {
	reader := bufio.NewReaderSize(file, 1<<20)
	content = &Content{Users: map[account.ID]User{}}
	first := make([]byte, len(magic))
	if _, err := io.ReadFull(reader, first); err != nil || string(first) != magic {
		return content, 0, errDamaged
	}
	for good = int64(len(magic)); ; {
		bodies, ended := readBodies(reader, runtime.GOMAXPROCS(0))
		records, damage := make([]record, len(bodies)), make([]error, len(bodies))
		_ = parallel.EachLarge(len(bodies), func(i int) error {
			damage[i] = json.Unmarshal(bodies[i], &records[i])
			return nil
		})
		for i, read := range records {
			if damage[i] != nil {
				return content, good, errors.Join(errDamaged, damage[i])
			}
			if read.Inbounds != nil {
				content.Inbounds = *read.Inbounds
			}
			if read.Users != nil {
				content.Change(*read.Users)
			}
			good += int64(frontBytes + len(bodies[i]))
		}
		if errors.Is(ended, io.EOF) {
			return content, good, nil
		}
		if ended != nil {
			return content, good, ended
		}
	}
}

// readBodies reads as many, or fewer and why.
func readBodies(reader io.Reader, most int) (bodies [][]byte, ended error) {
	for len(bodies) < most {
		body, err := readBody(reader)
		if err != nil {
			return bodies, err
		}
		bodies = append(bodies, body)
	}
	return bodies, nil
}

func readBody(reader io.Reader) ([]byte, error) {
	var front [frontBytes]byte
	if n, err := io.ReadFull(reader, front[:]); err != nil {
		if n == 0 && errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		return nil, errDamaged
	}
	length := binary.LittleEndian.Uint32(front[:])
	if length > mostRecord {
		return nil, errDamaged
	}
	// Not made at once: a damaged length must not cost a gigabyte.
	body, err := io.ReadAll(io.LimitReader(reader, int64(length)))
	if err != nil || uint32(len(body)) != length {
		return nil, errDamaged
	}
	if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(front[4:]) {
		return nil, errDamaged
	}
	return body, nil
}
