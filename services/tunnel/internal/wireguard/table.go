package wireguard

import (
	"net/netip"
	"sync"
)

// table finds the peer that has an address.
type table struct {
	mu    sync.RWMutex
	peers map[netip.Addr]*peer
}

func (t *table) of(address netip.Addr) *peer {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.peers[address]
}

func (t *table) add(p *peer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, address := range tunnelAddresses(p.User) {
		t.peers[address] = p
	}
}

func (t *table) remove(p *peer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, address := range tunnelAddresses(p.User) {
		delete(t.peers, address)
	}
}

// presence are the peers that have sessions: of ten thousand, usually few.
type presence struct {
	mu    sync.Mutex
	peers map[*peer]struct{}
}

func (p *presence) enter(who *peer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.peers[who] = struct{}{}
}

func (p *presence) leave(who *peer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.peers, who)
}

func (p *presence) all() []*peer {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := make([]*peer, 0, len(p.peers))
	for each := range p.peers {
		all = append(all, each)
	}
	return all
}
