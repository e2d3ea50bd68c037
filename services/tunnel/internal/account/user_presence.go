package account

import (
	"slices"
	"time"
)

// counted tells whether it matters to other processes who of the user is here.
func (l Limits) counted() bool { return l.MostAddresses > 0 || l.MostDevices > 0 }

// show tells other processes who is here, or not any more where nobody counts them. The lock is held.
func (u *user) show() {
	for of, here := range [presences]presence{ofAddresses: u.networks, ofDevices: u.devices} {
		for who, is := range here {
			if u.limits.counted() {
				u.tellPresent(of, who, is.since)
			} else {
				u.ledger.tellLeft(u.slot, of, who)
			}
		}
	}
}

func (u *user) tellPresent(of int, who Mark, since time.Time) {
	if u.limits.counted() {
		u.ledger.tellPresent(u.slot, of, who, since)
	}
}

func (u *user) addressAllowance() allowance {
	return allowance{u.limits.MostAddresses, u.limits.AddressSlots}
}

func (u *user) deviceAllowance() allowance {
	return allowance{u.limits.MostDevices, u.limits.DeviceSlots}
}

// surplus are the sessions of addresses and devices that have no slot any more, and why they end. The lock is held.
func (u *user) surplus(away func() whereabouts) map[*Session]error {
	if u.limits.AddressSlots == nil && u.limits.DeviceSlots == nil || len(u.sessions) == 0 {
		return nil
	}
	others := away()
	addressesOver := u.networks.surplus(u.addressAllowance(), others.networks)
	devicesOver := u.devices.surplus(u.deviceAllowance(), others.devices)
	over := map[*Session]error{}
	for s := range u.sessions {
		switch {
		case slices.Contains(addressesOver, s.network):
			over[s] = ErrTooManyAddresses
		case slices.Contains(devicesOver, s.deviceMark):
			over[s] = ErrTooManyDevices
		}
	}
	return over
}

// crowded says whether there is no room for a session, with those who are elsewhere. The lock is held.
func (u *user) crowded(s *Session, away whereabouts, room func(presence, Mark, allowance, elsewhere) bool) error {
	switch {
	case !room(u.networks, s.network, u.addressAllowance(), away.networks):
		return ErrTooManyAddresses
	case !room(u.devices, s.deviceMark, u.deviceAllowance(), away.devices):
		return ErrTooManyDevices
	default:
		return nil
	}
}

// enter makes a session one of those who are present. The lock is held.
func (u *user) enter(s *Session, now time.Time) {
	cameFrom, cameWith := u.networks.enter(s.network, now), u.devices.enter(s.deviceMark, now)
	if cameFrom {
		u.tellPresent(ofAddresses, s.network, now)
	}
	if cameWith {
		u.tellPresent(ofDevices, s.deviceMark, now)
	}
	if (cameFrom || cameWith) && u.limits.watched() {
		u.news.of(u.id)
	}
	u.sessions[s] = struct{}{}
	if len(u.sessions) == 1 {
		u.watchExpiry(now)
	}
}
