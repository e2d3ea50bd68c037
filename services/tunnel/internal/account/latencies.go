package account

import (
	"net/netip"
	"sync"
	"time"
)

const (
	// mostLatencies are kept at once: what a minute of a crowded node leaves out is measured again in the next.
	mostLatencies = 4000
	// A place needs no closer word than this of where a customer is.
	bitsOfIPv4Place = 24
	bitsOfIPv6Place = 48
)

// Latencies gathers how long packets take to customers and back, while somebody listens.
type Latencies struct {
	mu        sync.Mutex
	listeners int
	shortest  map[latencyKey]time.Duration
}

type latencyKey struct {
	user    ID
	network netip.Prefix
}

// NoteLatency notes the shortest round trip that is known of the session's connection.
func (b *Book) NoteLatency(s *Session, roundTrip time.Duration) {
	b.latencies.note(latencyKey{s.user.id, place(s.source)}, roundTrip)
}

// Latencies of the customers of this process.
func (b *Book) Latencies() *Latencies { return &b.latencies }

func (l *Latencies) note(key latencyKey, roundTrip time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.listeners == 0 || !key.network.IsValid() {
		return
	}
	if known, there := l.shortest[key]; there && known <= roundTrip || !there && len(l.shortest) >= mostLatencies {
		return
	}
	l.shortest[key] = roundTrip
}

// Listen has latencies gathered until stop, which is called once.
func (l *Latencies) Listen() (stop func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.listeners++; l.listeners == 1 {
		l.shortest = map[latencyKey]time.Duration{}
	}
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.listeners--
	}
}

// Take answers with what was gathered since it was called last: of every user the shortest round trip from each network.
func (l *Latencies) Take() map[netip.Prefix][]time.Duration {
	l.mu.Lock()
	gathered := l.shortest
	l.shortest = map[latencyKey]time.Duration{}
	l.mu.Unlock()
	taken := map[netip.Prefix][]time.Duration{}
	for key, roundTrip := range gathered {
		taken[key.network] = append(taken[key.network], roundTrip)
	}
	return taken
}

// place is about where an address is; the zero Prefix for none.
func place(address netip.Addr) netip.Prefix {
	address = address.Unmap().WithZone("")
	bits := bitsOfIPv4Place
	if address.Is6() {
		bits = bitsOfIPv6Place
	}
	prefix, _ := address.Prefix(bits) // never fails, as in network
	return prefix
}
