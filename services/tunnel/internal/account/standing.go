package account

import (
	"slices"
	"time"
)

// Standing is what the panel should hear of a user: what is wanted, who is there, and how far it has come.
type Standing struct {
	User       ID
	Addresses  SlotUse
	Devices    SlotUse
	WantsBytes bool
	Lease      *Lease
	Charged    uint64
}

// SlotUse is of addresses or of devices.
type SlotUse struct{ Present, Refused []Mark }

const (
	// A refusal is told for so long, and again not sooner than that.
	wantedFor   = 10 * time.Second
	wantedAgain = 2 * time.Second
	// Bounds on what is told of one user.
	mostRefused = 16
	mostPresent = 1000
)

// wants are what a user was refused a moment ago, and when that was last told.
type wants struct {
	addresses, devices map[Mark]time.Time
	bytes              time.Time
}

// want notes a refusal. The lock is held.
func (u *user) want(note func(*wants) bool) {
	if u.wants == nil {
		u.wants = &wants{addresses: map[Mark]time.Time{}, devices: map[Mark]time.Time{}}
	}
	if note(u.wants) {
		u.news.of(u.id)
	}
}

// noteRefused tells whether the refusal is news.
func noteRefused(refused map[Mark]time.Time, who Mark, now time.Time) bool {
	for each, at := range refused {
		if now.Sub(at) > wantedFor {
			delete(refused, each)
		}
	}
	at, known := refused[who]
	if known && now.Sub(at) < wantedAgain || !known && len(refused) >= mostRefused {
		return false
	}
	refused[who] = now
	return true
}

func (u *user) wantBytes(now time.Time) {
	u.want(func(w *wants) bool {
		if now.Sub(w.bytes) < wantedAgain {
			return false
		}
		w.bytes = now
		return true
	})
}

// speaks tells whether there is something to hear of the user.
func (u *user) speaks(now time.Time) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.limits.watched() || u.wants != nil &&
		(now.Sub(u.wants.bytes) < wantedFor || len(u.wants.addresses)+len(u.wants.devices) > 0)
}

func (u *user) standing(now time.Time, away whereabouts) Standing {
	u.mu.Lock()
	defer u.mu.Unlock()
	told := Standing{User: u.id, Charged: u.charged.Load() / unit, Lease: u.limits.Lease}
	told.Addresses.Present = present(u.networks, away.networks)
	told.Devices.Present = present(u.devices, away.devices)
	if u.wants != nil {
		told.Addresses.Refused = lately(u.wants.addresses, told.Addresses.Present, now)
		told.Devices.Refused = lately(u.wants.devices, told.Devices.Present, now)
		told.WantsBytes = now.Sub(u.wants.bytes) < wantedFor
	}
	return told
}

func present(here presence, away elsewhere) []Mark {
	var marks []Mark
	for each := range here.with(away) {
		if marks = append(marks, each); len(marks) == mostPresent {
			break
		}
	}
	return marks
}

// lately are those who were refused and have not come in since.
func lately(refused map[Mark]time.Time, present []Mark, now time.Time) []Mark {
	var marks []Mark
	for each, at := range refused {
		if now.Sub(at) < wantedFor && !slices.Contains(present, each) {
			marks = append(marks, each)
		}
	}
	return marks
}

// Standing of a user; false for one that is not known.
func (b *Book) Standing(id ID) (Standing, bool) {
	known := b.find(id)
	if known == nil {
		return Standing{}, false
	}
	return known.standing(b.now(), b.away(known)), true
}
