package account

import (
	"context"
	"net/netip"
	"sync/atomic"
)

// Admissions tells what became of those who knocked since the process began.
type Admissions struct{ accepted, refused atomic.Uint64 }

// Accepted is how many sessions were let in.
func (a *Admissions) Accepted() uint64 { return a.accepted.Load() }

// Refused is how many were not: of users who are not known any more, or whose limits are reached.
func (a *Admissions) Refused() uint64 { return a.refused.Load() }

// Refuse counts one that was turned away before it came to the Book.
func (a *Admissions) Refuse() { a.refused.Add(1) }

// Admissions counts the sessions of this process.
func (b *Book) Admissions() *Admissions { return &b.admissions }

// Open lets a session of a device in, or says why not. The caller closes it.
func (b *Book) Open(ctx context.Context, id, device ID, tag string, source netip.Addr) (*Session, error) {
	return b.admissions.note(b.open(ctx, id, device, tag, source))
}

func (a *Admissions) note(s *Session, err error) (*Session, error) {
	if err != nil {
		a.Refuse()
		return nil, err
	}
	a.accepted.Add(1)
	return s, nil
}
