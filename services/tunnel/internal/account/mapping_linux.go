package account

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

func mapShared(file *os.File, offset int64, length int) ([]byte, error) {
	return unix.Mmap(int(file.Fd()), offset, length, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
}

// allocate reserves the blocks, so that a full disk is an error here and not a SIGBUS at a write to the mapping.
func allocate(file *os.File, offset, length int64) error {
	return unix.Fallocate(int(file.Fd()), 0, offset, length)
}

func lockFile(file *os.File) (unlock func(), err error) {
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX); err != nil {
		return nil, err
	}
	return func() { _ = unix.Flock(int(file.Fd()), unix.LOCK_UN) }, nil
}

func syncMaps(maps [][]byte) error {
	var failed error
	for _, mapped := range maps {
		failed = errors.Join(failed, unix.Msync(mapped, unix.MS_SYNC))
	}
	return failed
}

func unmap(maps [][]byte) error {
	var failed error
	for _, mapped := range maps {
		failed = errors.Join(failed, unix.Munmap(mapped))
	}
	return failed
}
