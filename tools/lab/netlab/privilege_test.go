package netlab

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func TestWhoLacksPrivilegeIsToldWhatIsNeeded(t *testing.T) {
	said := make(chan error)
	go func() {
		runtime.LockOSThread() // and ends with the thread, which alone becomes somebody else
		const nobody = 65534
		if _, _, failed := unix.RawSyscall(unix.SYS_SETRESUID, nobody, nobody, nobody); failed != 0 {
			said <- failed
			return
		}
		lab, err := New(Options{})
		if err == nil {
			err = errors.Join(errors.New("a laboratory was built"), lab.Close())
		}
		said <- err
	}()
	if err := <-said; !errors.Is(err, ErrPrivilege) || !strings.Contains(err.Error(), "CAP_NET_ADMIN") {
		t.Error(err)
	}
}
