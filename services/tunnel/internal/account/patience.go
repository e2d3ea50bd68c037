package account

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"time"
)

const (
	// slotPatience is how long a connection waits for a slot: a few times what the panel takes to answer.
	slotPatience = 1500 * time.Millisecond
	// mostPatient wait at once; whoever comes then is refused at once.
	mostPatient = 256
)

// OpenPatiently is Open for who can wait a moment. A user's first connection to this node may come before there are slots for
// it: the panel gives them to the node that asks, and the client should not have to come twice.
func (b *Book) OpenPatiently(ctx context.Context, id, device ID, tag string, source netip.Addr) (*Session, error) {
	patience, cancel := context.WithTimeout(ctx, slotPatience)
	defer cancel()
	for {
		changed := b.change(id)
		s, err := b.open(ctx, id, device, tag, source)
		if isRefusedForSlots(err) && changed != nil && b.patient.waits(patience, changed) {
			continue
		}
		return b.admissions.note(s, err)
	}
}

func isRefusedForSlots(err error) bool {
	return errors.Is(err, ErrTooManyAddresses) || errors.Is(err, ErrTooManyDevices)
}

// change is closed when the limits of the user are replaced; nil where no slot is to be expected: for who has all of them, or is
// here already.
func (b *Book) change(id ID) <-chan struct{} {
	known := b.find(id)
	if known == nil {
		return nil
	}
	known.mu.Lock()
	defer known.mu.Unlock()
	if known.limits.AddressSlots == nil && known.limits.DeviceSlots == nil || len(known.sessions) > 0 {
		return nil
	}
	if known.changed == nil {
		known.changed = make(chan struct{})
	}
	return known.changed
}

// noteChange wakes who waits. The lock is held.
func (u *user) noteChange() {
	if u.changed != nil {
		close(u.changed)
		u.changed = nil
	}
}

// patient are those who wait.
type patient struct {
	mu    sync.Mutex
	count int
}

// waits tells whether changed was closed before ctx was over.
func (p *patient) waits(ctx context.Context, changed <-chan struct{}) bool {
	if !p.add(1) {
		return false
	}
	defer p.add(-1)
	select {
	case <-changed:
		return true
	case <-ctx.Done():
		return false
	}
}

func (p *patient) add(n int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.count+n > mostPatient {
		return false
	}
	p.count += n
	return true
}
