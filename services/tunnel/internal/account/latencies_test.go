package account

import (
	"maps"
	"net/netip"
	"slices"
	"testing"
	"time"
)

func TestOfEveryUserTheShortestRoundTripIsToldByNetwork(t *testing.T) {
	book := newTestBook(t)
	ann, bob := book.given(t, Limits{}), book.given(t, Limits{})
	defer book.Latencies().Listen()()
	for _, each := range []struct {
		of     ID
		from   string
		millis int
	}{
		{ann, "203.0.113.7", 80}, {ann, "203.0.113.9", 30}, {ann, "203.0.113.9", 50}, {bob, "203.0.113.200", 40},
		{ann, "198.51.100.1", 10}, {bob, "2001:db8:1:2::3", 20}, {bob, "::ffff:192.0.2.1", 5},
	} {
		book.NoteLatency(book.openFrom(t, each.of, netip.MustParseAddr(each.from)), time.Duration(each.millis)*time.Millisecond)
	}
	told := map[string][]int64{}
	for network, roundTrips := range book.Latencies().Take() {
		for _, each := range roundTrips {
			told[network.String()] = append(told[network.String()], each.Milliseconds())
		}
		slices.Sort(told[network.String()])
	}
	expected := map[string][]int64{
		"203.0.113.0/24": {30, 40}, "198.51.100.0/24": {10}, "2001:db8:1::/48": {20}, "192.0.2.0/24": {5},
	}
	if !maps.EqualFunc(told, expected, slices.Equal) {
		t.Errorf("told %v, not %v", told, expected)
	}
	if again := book.Latencies().Take(); len(again) > 0 {
		t.Errorf("told again: %v", again)
	}
}

func TestLatenciesAreGatheredForWhoListensAndNoMoreThanFits(t *testing.T) {
	book := newTestBook(t)
	ann := book.given(t, Limits{})
	note := func(n int) {
		s := book.openFrom(t, ann, netip.AddrFrom4([4]byte{203, byte(n >> 8), byte(n), 1}))
		defer s.Close()
		book.NoteLatency(s, time.Millisecond)
	}
	note(0)
	stop := book.Latencies().Listen()
	if early := book.Latencies().Take(); len(early) > 0 {
		t.Errorf("told of what was before anybody listened: %v", early)
	}
	for n := range 2 * mostLatencies {
		note(n)
	}
	if kept := len(book.Latencies().Take()); kept != mostLatencies {
		t.Errorf("kept %d, not %d", kept, mostLatencies)
	}
	stop()
	note(0)
	if late := book.Latencies().Take(); len(late) > 0 {
		t.Errorf("told of what came after everybody had left: %v", late)
	}
}
