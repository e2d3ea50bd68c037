package account

import "sync"

// news keeps of which users there is something to hear, for each who listens.
type news struct {
	mu        sync.Mutex
	listeners map[*Listener]struct{}
}

// Listener hears of which users there is something new.
type Listener struct {
	from *news
	// Heard is ready when there is.
	Heard chan struct{}
	users map[ID]struct{}
}

// of says that there is something new of a user.
func (n *news) of(id ID) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for each := range n.listeners {
		each.note(id)
	}
}

func (l *Listener) note(id ID) {
	l.users[id] = struct{}{}
	select {
	case l.Heard <- struct{}{}:
	default:
	}
}

// Listen hears of everybody of whom there is something now, then of what is new. The caller closes it.
func (b *Book) Listen() *Listener {
	l := &Listener{from: &b.news, Heard: make(chan struct{}, 1), users: map[ID]struct{}{}}
	b.news.mu.Lock()
	if b.news.listeners == nil {
		b.news.listeners = map[*Listener]struct{}{}
	}
	b.news.listeners[l] = struct{}{}
	b.news.mu.Unlock()

	b.mu.RLock()
	users := make([]*user, 0, len(b.users))
	for _, known := range b.users {
		users = append(users, known)
	}
	b.mu.RUnlock()
	now := b.now()
	for _, known := range users {
		if known.speaks(now) {
			b.news.of(known.id)
		}
	}
	return l
}

// Take answers with up to most users, and forgets them.
func (l *Listener) Take(most int) []ID {
	l.from.mu.Lock()
	defer l.from.mu.Unlock()
	taken := make([]ID, 0, min(most, len(l.users)))
	for id := range l.users {
		if len(taken) == most {
			break
		}
		taken = append(taken, id)
		delete(l.users, id)
	}
	return taken
}

// Close hears no more. Idempotent.
func (l *Listener) Close() {
	l.from.mu.Lock()
	defer l.from.mu.Unlock()
	delete(l.from.listeners, l)
}
