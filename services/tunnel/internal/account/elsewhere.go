package account

import "net/netip"

// whereabouts are where a user has sessions in another process.
type whereabouts struct {
	networks map[netip.Prefix]struct{}
	devices  map[ID]struct{}
}

// SetElsewhere says which sessions a process beside this one has, in the place of what was said before: their addresses and
// devices are of those that a user may have.
func (b *Book) SetElsewhere(sessions []SessionInfo) {
	now := map[ID]*whereabouts{}
	for _, each := range sessions {
		if now[each.User] == nil {
			now[each.User] = &whereabouts{map[netip.Prefix]struct{}{}, map[ID]struct{}{}}
		}
		now[each.User].networks[network(each.Source)] = struct{}{}
		now[each.User].devices[each.Device] = struct{}{}
	}
	if before := b.elsewhere.Swap(&now); before != nil {
		for id := range *before {
			if known := b.find(id); known != nil && known.speaks(b.now()) {
				b.news.of(id)
			}
		}
	}
}

// away is where the user has sessions in another process.
func (b *Book) away(id ID) whereabouts {
	if all := b.elsewhere.Load(); all != nil && (*all)[id] != nil {
		return *(*all)[id]
	}
	return whereabouts{}
}
