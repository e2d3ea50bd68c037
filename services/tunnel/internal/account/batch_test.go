package account

import (
	"errors"
	"testing"
)

func TestPacketsThatComeTogetherAreTakenAsFarAsTheLeaseGoes(t *testing.T) {
	book := newTestBook(t)
	id := book.given(t, Limits{Lease: &Lease{UntilBytes: 250}})
	s := book.openFrom(t, id, home)
	if taken, err := s.TryTakeFirst(Uplink, []int{50, 50}); taken != 2 || err != nil {
		t.Fatalf("took %d: %v", taken, err)
	}
	taken, err := s.TryTakeFirst(Downlink, []int{100, 50, 1})
	if taken != 2 || !errors.Is(err, ErrExhausted) || book.ChargedBytes(id) != 250 {
		t.Fatalf("took %d and was charged %d: %v", taken, book.ChargedBytes(id), err)
	}
	endsWith(t, s, ErrExhausted)
	if taken, err := s.TryTakeFirst(Uplink, []int{1}); taken != 0 || !errors.Is(err, ErrExhausted) {
		t.Errorf("took %d after the end: %v", taken, err)
	}
}

func TestOfPacketsThatComeTogetherThoseBeyondTheSpeedWait(t *testing.T) {
	book := newTestBook(t)
	s := book.openFrom(t, book.given(t, Limits{UplinkBytesPerSecond: 1}), home)
	taken, err := s.TryTakeFirst(Uplink, []int{leastBurstBytes / 2, leastBurstBytes / 2, 1000})
	if taken != 2 || !errors.Is(err, ErrShaped) {
		t.Errorf("took %d: %v", taken, err)
	}
	if taken, err := s.TryTakeFirst(Downlink, []int{leastBurstBytes, leastBurstBytes}); taken != 2 || err != nil {
		t.Errorf("the other direction took %d: %v", taken, err)
	}
}

func TestPacketsThatWaitAreTakenATurnAtOnceAndAsFarAsTheLeaseGoes(t *testing.T) {
	book := newTestBook(t)
	const packet = turnBytes / 4
	id := book.given(t, Limits{UplinkBytesPerSecond: 1 << 40, Lease: &Lease{UntilBytes: 6*packet + 1}})
	s := book.openFrom(t, id, home)
	many := []int{packet, packet, packet, packet, packet}
	if taken, err := s.TakeFirst(Uplink, many); taken != 4 || err != nil {
		t.Fatalf("took %d: %v", taken, err)
	}
	taken, err := s.TakeFirst(Uplink, many)
	if taken != 2 || !errors.Is(err, ErrExhausted) || book.ChargedBytes(id) != 6*packet {
		t.Fatalf("took %d and was charged %d: %v", taken, book.ChargedBytes(id), err)
	}
	endsWith(t, s, ErrExhausted)
	if taken, err := s.TakeFirst(Uplink, many); taken != 0 || !errors.Is(err, ErrExhausted) {
		t.Errorf("took %d after the end: %v", taken, err)
	}
}

func TestALargePacketIsATurnOfItsOwn(t *testing.T) {
	book := newTestBook(t)
	s := book.openFrom(t, book.given(t, Limits{}), home)
	if taken, err := s.TakeFirst(Downlink, []int{2 * turnBytes, 1}); taken != 1 || err != nil {
		t.Errorf("took %d: %v", taken, err)
	}
}
