package account

import "net/netip"

// network is what counts as one address: an IPv4 address, or the 64 bits that an IPv6 customer is usually given.
func network(address netip.Addr) netip.Prefix {
	address = address.Unmap().WithZone("")
	bits := 32
	if address.Is6() {
		bits = 64
	}
	prefix, _ := address.Prefix(bits) // never fails: the address is valid or the zero Addr, which gives the zero Prefix
	return prefix
}

// presence counts the sessions of a user by something they have in common: their network, or their device.
type presence[T comparable] map[T]int

// admits says whether one more session of who stays within most (0: any number), with those who are elsewhere.
func (p presence[T]) admits(who T, most int, elsewhere map[T]struct{}) bool {
	if _, there := elsewhere[who]; there || most == 0 || p[who] > 0 {
		return true
	}
	present := len(p)
	for each := range elsewhere {
		if p[each] == 0 {
			present++
		}
	}
	return present < most
}

func (p presence[T]) enter(who T) { p[who]++ }

func (p presence[T]) leave(who T) {
	if p[who]--; p[who] <= 0 {
		delete(p, who)
	}
}
