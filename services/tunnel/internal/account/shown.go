package account

import "time"

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
