package control

import (
	"runtime/debug"
	"testing"
)

// percent is the GOGC that is in force.
func percent() int {
	now := debug.SetGCPercent(rareCollection)
	debug.SetGCPercent(now)
	return now
}

func TestGarbageIsCollectedRarelyUntilTheLastWhoWantsThatHasEnded(t *testing.T) {
	usual := percent()
	one, other := collectRarely(), collectRarely()
	one()
	one() // again is nothing
	if now := percent(); now != rareCollection {
		t.Errorf("while one of two goes on: %d, not %d", now, rareCollection)
	}
	other()
	if now := percent(); now != usual {
		t.Errorf("behind both: %d, not %d", now, usual)
	}
}

func TestWhatAnOperatorHasSetHigherStays(t *testing.T) {
	for _, set := range []int{rareCollection + 1, -1} {
		before := debug.SetGCPercent(set)
		end := collectRarely()
		if now := percent(); now != set {
			t.Errorf("meanwhile: %d, not %d", now, set)
		}
		end()
		if now := debug.SetGCPercent(before); now != set {
			t.Errorf("afterwards: %d, not %d", now, set)
		}
	}
}
