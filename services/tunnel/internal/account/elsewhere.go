package account

import "maps"

// whereabouts are where a user has sessions in other processes.
type whereabouts struct{ networks, devices elsewhere }

// SetElsewhere says which sessions a process beside this one has, in the place of what was said before: their addresses and
// devices are of those that a user may have. It is for one of a release that does not tell of them by itself.
func (b *Book) SetElsewhere(sessions []SessionInfo) {
	now := map[ID]*whereabouts{}
	for _, each := range sessions {
		if now[each.User] == nil {
			now[each.User] = &whereabouts{elsewhere{}, elsewhere{}}
		}
		now[each.User].networks[networkMark(each.User, network(each.Source))] = each.Since
		now[each.User].devices[deviceMark(each.User, each.Device)] = each.Since
	}
	if before := b.elsewhere.Swap(&now); before != nil {
		for id := range *before {
			if known := b.find(id); known != nil && known.speaks(b.now()) {
				b.news.of(id)
			}
		}
	}
}

// away is where the user has sessions in other processes.
func (b *Book) away(u *user) whereabouts {
	away := whereabouts{b.ledger.presentBeside(u.slot, ofAddresses), b.ledger.presentBeside(u.slot, ofDevices)}
	all := b.elsewhere.Load()
	if all == nil || (*all)[u.id] == nil {
		return away
	}
	told := *(*all)[u.id]
	return whereabouts{told.networks.and(away.networks), told.devices.and(away.devices)}
}

func (e elsewhere) and(others elsewhere) elsewhere {
	if len(others) == 0 {
		return e
	}
	both := maps.Clone(e)
	maps.Copy(both, others)
	return both
}
