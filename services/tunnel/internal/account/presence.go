package account

import (
	"cmp"
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
type presence map[Mark]attendance

type attendance struct {
	sessions int
	since    time.Time
}

// allowance is how many may be present.
type allowance struct {
	// most at once; 0: any number.
	most int
	// slots are those that this node has; nil: all.
	slots *Slots
}

func (a allowance) names(who Mark) bool { return a.slots != nil && a.slots.names(who) }

// room is for how many without a slot of their own.
func (a allowance) room() int {
	if a.slots != nil {
		return a.slots.Any
	}
	return a.most
}

// elsewhere are those who are present in another process, and since when.
type elsewhere map[Mark]time.Time

// admits says whether one more session of who stays within what is allowed, with those who are elsewhere.
func (p presence) admits(who Mark, allowed allowance, away elsewhere) bool {
	return p[who].sessions > 0 || p.fits(who, allowed, away)
}

// fits says whether who and everybody else stay within what is allowed.
func (p presence) fits(who Mark, allowed allowance, away elsewhere) bool {
	if _, there := away[who]; there || allowed.most == 0 || allowed.names(who) {
		return true
	}
	taken := 0
	for each := range p.with(away) {
		if each != who && !allowed.names(each) {
			taken++
		}
	}
	return taken < allowed.room()
}

// with yields everybody once, those who are elsewhere first.
func (p presence) with(away elsewhere) func(yield func(Mark) bool) {
	return func(yield func(Mark) bool) {
		for each := range away {
			if !yield(each) {
				return
			}
		}
		for each := range p {
			if _, told := away[each]; !told && !yield(each) {
				return
			}
		}
	}
}

// surplus lists who has no slot any more, here or elsewhere: of those who need one that is not their own, the last to come.
// All processes come to the same.
func (p presence) surplus(allowed allowance, away elsewhere) []Mark {
	if allowed.most == 0 || allowed.slots == nil {
		return nil
	}
	var all []Mark
	for each := range p.with(away) {
		if !allowed.names(each) {
			all = append(all, each)
		}
	}
	if len(all) <= allowed.room() {
		return nil
	}
	came := func(who Mark) time.Time {
		here, isHere := p[who]
		there, isThere := away[who]
		if isThere && (!isHere || there.Before(here.since)) {
			return there
		}
		return here.since
	}
	slices.SortFunc(all, func(a, b Mark) int { return cmp.Or(came(a).Compare(came(b)), cmp.Compare(a, b)) })
	return all[max(allowed.room(), 0):]
}

func (p presence) enter(who Mark, now time.Time) (came bool) {
	known, there := p[who]
	if !there {
		known.since = now
	}
	known.sessions++
	p[who] = known
	return !there
}

func (p presence) leave(who Mark) (left bool) {
	known := p[who]
	if known.sessions--; known.sessions > 0 {
		p[who] = known
		return false
	}
	delete(p, who)
	return true
}
