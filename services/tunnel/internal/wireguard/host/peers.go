package host

import (
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"sync"

	"github.com/google/nftables"
	"github.com/google/nftables/expr"
	"github.com/mdlayher/netlink"
)

// Peers are counted and held to allowances by nftables, where the kernel carries their packets: a chain for each direction
// of each, found by its addresses in a map, with a counter and a quota that both directions share.
type Peers struct {
	mu         sync.Mutex
	connection *nftables.Conn
	table      *nftables.Table
	maps       map[mapKey]*nftables.Set
	allowPeers bool
	known      map[int]struct{}
}

type mapKey struct{ four, up bool }

const relayChain = "from_peer_to_peer"

// meterPeers ends the chain of forwarding: what is of a peer in the maps goes on through its chains, and nothing else.
func (p *Place) meterPeers(r *ruleset) error {
	peers := &Peers{table: r.table, maps: map[mapKey]*nftables.Set{}, known: map[int]struct{}{}, allowPeers: p.tunnel.AllowPeers}
	base := r.into
	for _, key := range []mapKey{{true, true}, {false, true}, {true, false}, {false, false}} {
		made := &nftables.Set{
			Table: r.table, Name: map[bool]string{true: "from", false: "to"}[key.up] + map[bool]string{true: "4", false: "6"}[key.four],
			IsMap: true, KeyType: nftables.TypeIP6Addr, DataType: nftables.TypeVerdict,
		}
		if key.four {
			made.KeyType = nftables.TypeIPAddr
		}
		if err := r.connection.AddSet(made, nil); err != nil {
			return err
		}
		peers.maps[key] = made
	}
	link := p.tunnel.Link
	lookUp := func(up bool, on list) {
		for _, four := range []bool{true, false} {
			r.rule(on, chosenBy(peers.maps[mapKey{four, up}], four, up))
		}
	}
	relay := r.connection.AddChain(&nftables.Chain{Name: relayChain, Table: r.table})
	r.into = relay
	lookUp(false, goesTo(link))
	r.rule(goesTo(link), drops())
	r.into = base
	lookUp(true, comesFrom(link))
	r.rule(comesFrom(link), drops())
	lookUp(false, goesTo(link))
	r.rule(goesTo(link), drops())
	p.peers = peers
	return nil
}

// chosenBy goes on in the chain that a map has for the packet's source, or target.
func chosenBy(by *nftables.Set, four, up bool) list {
	family, offset, length := isOf6(), sourceIn6, 16
	if four {
		family, offset, length = isOf4(), sourceIn4, 4
	}
	if !up {
		offset += length
	}
	return append(family,
		&expr.Payload{DestRegister: register, Base: expr.PayloadBaseNetworkHeader, Offset: uint32(offset), Len: uint32(length)},
		&expr.Lookup{SourceRegister: register, SetName: by.Name, SetID: by.ID, IsDestRegSet: true},
	)
}

// Peers of the tunnel; nil where nftables does not meter it.
func (p *Place) Peers() *Peers { return p.peers }

func chainOf(id int, up bool) string {
	return map[bool]string{true: "up_", false: "down_"}[up] + strconv.Itoa(id)
}

const quotaName, upName, downName = "allowance_", "up_", "down_"

// Peer is one of them, by a number of the caller's.
type Peer struct {
	ID        int
	Addresses []netip.Addr
}

// Add lets peers through as far as an allowance in bytes goes.
func (p *Peers) Add(allowance uint64, added ...Peer) error {
	return inSteps(p, added, func(each Peer) error { return p.add(each, allowance) })
}

func (p *Peers) add(peer Peer, allowance uint64) error {
	p.known[peer.ID] = struct{}{}
	number := strconv.Itoa(peer.ID)
	p.connection.AddObj(&nftables.QuotaObj{Table: p.table, Name: quotaName + number, Bytes: allowance, Over: true})
	r := &ruleset{connection: p.connection, table: p.table}
	for _, up := range []bool{true, false} {
		counter := map[bool]string{true: upName, false: downName}[up] + number
		p.connection.AddObj(&nftables.CounterObj{Table: p.table, Name: counter})
		r.into = p.connection.AddChain(&nftables.Chain{Name: chainOf(peer.ID, up), Table: p.table})
		r.rule(list{&expr.Objref{Type: int(nftables.ObjTypeQuota), Name: quotaName + number}}, drops())
		r.rule(list{&expr.Objref{Type: int(nftables.ObjTypeCounter), Name: counter}})
		if up && p.allowPeers {
			r.rule(list{&expr.Verdict{Kind: expr.VerdictGoto, Chain: relayChain}})
		}
		if err := p.inMaps(peer, up, p.connection.SetAddElements); err != nil {
			return err
		}
	}
	return nil
}

func (p *Peers) inMaps(peer Peer, up bool, do func(*nftables.Set, []nftables.SetElement) error) error {
	for _, address := range peer.Addresses {
		element := nftables.SetElement{
			Key: address.AsSlice(), VerdictData: &expr.Verdict{Kind: expr.VerdictGoto, Chain: chainOf(peer.ID, up)},
		}
		if err := do(p.maps[mapKey{address.Is4(), up}], []nftables.SetElement{element}); err != nil {
			return err
		}
	}
	return nil
}

// Remove lets a peer's packets through no more.
func (p *Peers) Remove(removed ...Peer) error {
	return inSteps(p, removed, func(each Peer) error {
		delete(p.known, each.ID)
		for _, up := range []bool{true, false} {
			if err := p.inMaps(each, up, p.connection.SetDeleteElements); err != nil {
				return err
			}
			p.connection.DelChain(&nftables.Chain{Name: chainOf(each.ID, up), Table: p.table})
		}
		number := strconv.Itoa(each.ID)
		p.connection.DeleteObject(&nftables.QuotaObj{Table: p.table, Name: quotaName + number})
		p.connection.DeleteObject(&nftables.CounterObj{Table: p.table, Name: upName + number})
		p.connection.DeleteObject(&nftables.CounterObj{Table: p.table, Name: downName + number})
		return nil
	})
}

// Allow sets up to which total of what is asked of their quotas peers may pass. One that was removed meanwhile stays so.
func (p *Peers) Allow(until map[int]uint64) error {
	return inSteps(p, slices.Collect(maps.Keys(until)), func(id int) error {
		if _, known := p.known[id]; !known {
			return nil
		}
		p.connection.AddObj(&nftables.QuotaObj{Table: p.table, Name: quotaName + strconv.Itoa(id), Bytes: until[id], Over: true})
		return nil
	})
}

// What one step sends and is answered has to fit into the socket's buffers.
const (
	mostInOneStep = 128
	bufferBytes   = 4 << 20
)

// inSteps sends to the kernel what is said of each of all.
func inSteps[T any](p *Peers, all []T, say func(T) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for step := range slices.Chunk(all, mostInOneStep) {
		var err error
		if p.connection, err = nftables.New(nftables.WithSockOptions(roomy)); err != nil {
			return err
		}
		for _, each := range step {
			if err := say(each); err != nil {
				return err
			}
		}
		if err := p.connection.Flush(); err != nil {
			return fmt.Errorf("meter peers in table %s: %w", p.table.Name, err)
		}
	}
	return nil
}

func roomy(socket *netlink.Conn) error {
	return errors.Join(socket.SetReadBuffer(bufferBytes), socket.SetWriteBuffer(bufferBytes))
}
