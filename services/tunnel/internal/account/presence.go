package account

import (
	"net/netip"
	"slices"
	"time"
)

// bitsOfIPv6Network are those that an IPv6 customer is usually given.
const bitsOfIPv6Network = 64

// network is what counts as one address: an IPv4 address, or an IPv6 network.
func network(address netip.Addr) netip.Prefix {
	address = address.Unmap().WithZone("")
	bits := 32
	if address.Is6() {
		bits = bitsOfIPv6Network
	}
	prefix, _ := address.Prefix(bits) // never fails: the address is valid or the zero Addr, which gives the zero Prefix
	return prefix
}

// presence counts the sessions of a user by something they have in common: their network, or their device.
type presence[T comparable] map[T]int

// allowance is how many may be present.
type allowance[T comparable] struct {
	// most at once; 0: any number.
	most int
	// slots are those that this node has; nil: all.
	slots *Slots
	mark  func(T) Mark
}

func (a allowance[T]) names(who T) bool { return a.slots != nil && a.slots.names(a.mark(who)) }

// room is for how many without a slot of their own.
func (a allowance[T]) room() int {
	if a.slots != nil {
		return a.slots.Any
	}
	return a.most
}

// admits says whether one more session of who stays within what is allowed, with those who are elsewhere.
func (p presence[T]) admits(who T, allowed allowance[T], elsewhere map[T]struct{}) bool {
	if _, there := elsewhere[who]; there || allowed.most == 0 || p[who] > 0 || allowed.names(who) {
		return true
	}
	taken := 0
	for each := range p.with(elsewhere) {
		if !allowed.names(each) {
			taken++
		}
	}
	return taken < allowed.room()
}

// with yields everybody once, those who are elsewhere first.
func (p presence[T]) with(elsewhere map[T]struct{}) func(yield func(T) bool) {
	return func(yield func(T) bool) {
		for each := range elsewhere {
			if !yield(each) {
				return
			}
		}
		for each := range p {
			if _, told := elsewhere[each]; !told && !yield(each) {
				return
			}
		}
	}
}

// surplus lists who has no slot any more: of those who need one that is not their own, the last to come.
func (p presence[T]) surplus(allowed allowance[T], elsewhere map[T]struct{}, since map[T]time.Time) []T {
	if allowed.most == 0 || allowed.slots == nil {
		return nil
	}
	room := allowed.room()
	var here []T
	for each := range p.with(elsewhere) {
		if allowed.names(each) {
			continue
		}
		if _, away := elsewhere[each]; away {
			room--
		} else {
			here = append(here, each)
		}
	}
	if room = max(room, 0); len(here) <= room {
		return nil
	}
	slices.SortFunc(here, func(a, b T) int { return since[a].Compare(since[b]) })
	return here[room:]
}

func (p presence[T]) enter(who T) (came bool) {
	p[who]++
	return p[who] == 1
}

func (p presence[T]) leave(who T) (left bool) {
	if p[who]--; p[who] > 0 {
		return false
	}
	delete(p, who)
	return true
}
