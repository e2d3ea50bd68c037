package state

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"vortexpanel.dev/tunnel/internal/parallel"
)

// Store is the file: changes are appended, and when they outgrow what they change the file is written anew.
//
// An append is in the kernel's hands when it returns: it survives the end of the process. Lost power may take the last
// changes, and leaves an older revision, never a mixture.
type Store struct {
	path string
	file *os.File
	// compactBytes was the size when it was last written anew, size is what it is now.
	compactBytes int64
	size         int64
	// broken: the last write failed, so that the file must be written anew.
	broken bool
}

// appendedBytes may be added before the file is written anew, and at least as much as it then had.
const appendedBytes = 4 << 20

// Open reads the file at path, made when absent. One that cannot be read is set aside as path+".damaged"; of one whose end
// is damaged the part before it counts.
func Open(path string) (*Store, *Content, error) {
	s := &Store{path: path}
	file, err := os.OpenFile(path, os.O_RDWR, 0o600)
	if errors.Is(err, os.ErrNotExist) {
		content, _, _ := load(errorReader{})
		return s, content, s.rewrite(content)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("open the state: %w", err)
	}
	content, good, err := load(file)
	s.file, s.size, s.compactBytes = file, good, good
	if err != nil {
		slog.Error("the state is damaged: what was stored before goes on", "path", path, "goodBytes", good, "error", err)
		if err := os.Rename(path, path+".damaged"); err != nil {
			return nil, nil, errors.Join(fmt.Errorf("set the damaged state aside: %w", err), file.Close())
		}
		return s, content, s.rewrite(content)
	}
	_, err = file.Seek(good, io.SeekStart)
	return s, content, err
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// SaveInbounds stores what content.Inbounds has become.
func (s *Store) SaveInbounds(content *Content) error {
	return s.save(record{Inbounds: &content.Inbounds}, content)
}

// SaveUsers stores the change that made content.Users what they are.
func (s *Store) SaveUsers(change UserChange, content *Content) error {
	if change.Snapshot {
		return s.rewrite(content)
	}
	return s.save(record{Users: &change}, content)
}

func (s *Store) save(change record, content *Content) error {
	if s.broken || s.size > 2*s.compactBytes+appendedBytes {
		return s.rewrite(content)
	}
	bytes, err := change.encode()
	if err != nil {
		return err
	}
	n, err := s.file.Write(bytes)
	s.size += int64(n)
	if err != nil {
		s.broken = true
		return fmt.Errorf("append to the state: %w", err)
	}
	return nil
}

// Distrust has the file written anew with the next change: another process may have replaced it.
func (s *Store) Distrust() { s.broken = true }

// rewrite puts a file of all the content in the place of the one there is.
func (s *Store) rewrite(content *Content) error {
	s.broken = true // until done
	file, err := os.OpenFile(s.path+".new", os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write the state: %w", err)
	}
	size, err := writeAll(file, content.records())
	if err == nil {
		err = os.Rename(file.Name(), s.path)
	}
	if err != nil {
		return fmt.Errorf("write the state: %w", errors.Join(err, file.Close(), os.Remove(file.Name())))
	}
	if s.file != nil {
		_ = s.file.Close()
	}
	s.file, s.size, s.compactBytes, s.broken = file, size, size, false
	return syncFolder(filepath.Dir(s.path))
}

func writeAll(file *os.File, records []record) (int64, error) {
	size, err := io.WriteString(file, magic)
	if err != nil {
		return 0, err
	}
	for together := range slices.Chunk(records, runtime.GOMAXPROCS(0)) {
		encoded := make([][]byte, len(together))
		err := parallel.EachLarge(len(together), func(i int) (err error) {
			encoded[i], err = together[i].encode()
			return err
		})
		if err != nil {
			return 0, err
		}
		for _, bytes := range encoded {
			n, err := file.Write(bytes)
			if err != nil {
				return 0, err
			}
			size += n
		}
	}
	return int64(size), file.Sync()
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Close closes the file. Idempotent.
func (s *Store) Close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	s.file = nil
	return err
}
