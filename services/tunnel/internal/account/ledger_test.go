package account

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
)

func openTestLedger(t *testing.T, path string) *Ledger {
	t.Helper()
	ledger, err := OpenLedger(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ledger.Close() })
	return ledger
}

func add(t *testing.T, ledger *Ledger, key Key, up, down uint64) {
	t.Helper()
	s, err := ledger.hold(key)
	if err != nil {
		t.Error(err)
		return
	}
	defer s.letGo()
	s.bytes[Uplink].Add(up)
	s.bytes[Downlink].Add(down)
}

func totals(t *testing.T, ledger *Ledger) map[Key][2]uint64 {
	t.Helper()
	usage, err := ledger.Usage()
	if err != nil {
		t.Fatal(err)
	}
	totals := map[Key][2]uint64{}
	for _, u := range usage {
		if _, twice := totals[u.Key]; twice {
			t.Errorf("%v is reported twice", u.Key)
		}
		totals[u.Key] = [2]uint64{u.UplinkBytes, u.DownlinkBytes}
	}
	return totals
}

func TestLedgerGoesOnCountingInTheSameEpoch(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger")
	key := Key{uuid.New(), uuid.New(), "vless"}
	first := openTestLedger(t, path)
	add(t, first, key, 3, 5)
	epoch := first.Epoch()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := openTestLedger(t, path)
	add(t, second, key, 10, 20)
	if second.Epoch() != epoch {
		t.Errorf("epoch is %d, was %d", second.Epoch(), epoch)
	}
	if got := totals(t, second)[key]; got != [2]uint64{13, 25} {
		t.Errorf("counted %v", got)
	}
}

// TestMain lets the test program be the process that a test kills.
func TestMain(m *testing.M) {
	if path := os.Getenv("LEDGER_TO_COUNT_IN"); path != "" {
		countForEver(path)
	}
	os.Exit(m.Run())
}

func countForEver(path string) {
	ledger, err := OpenLedger(path)
	if err != nil {
		panic(err)
	}
	s, err := ledger.hold(Key{User: uuid.Max, Inbound: "vless"})
	if err != nil {
		panic(err)
	}
	for n := uint64(1); ; n++ {
		s.bytes[Uplink].Store(n)
		fmt.Println(n)
	}
}

func TestLedgerLosesNothingWhenItsProcessIsKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger")
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), "LEDGER_TO_COUNT_IN="+path)
	var said strings.Builder
	program.Stdout = writerFunc(func(p []byte) (int, error) {
		said.Write(p)
		if said.Len() > 64*1024 {
			_ = program.Process.Kill()
		}
		return len(p), nil
	})
	if err := program.Run(); err == nil {
		t.Fatal("the program ended by itself")
	}
	lines := strings.Split(said.String(), "\n")
	var told uint64
	if _, err := fmt.Sscan(lines[len(lines)-2], &told); err != nil {
		t.Fatal(err)
	}
	got := totals(t, openTestLedger(t, path))[Key{User: uuid.Max, Inbound: "vless"}]
	// What it said it had counted is there; it may have counted on while its words were on the way.
	if got[Uplink] < told {
		t.Errorf("counted %d, but the killed process had said %d", got[Uplink], told)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestLedgersOfTwoProcessesShareTheirCounters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger")
	draining, next := openTestLedger(t, path), openTestLedger(t, path)
	keys := make([]Key, 3*segmentSlots/2)
	for i := range keys {
		keys[i] = Key{uuid.New(), uuid.New(), fmt.Sprint("in-", i%3)}
	}
	var both sync.WaitGroup
	for _, ledger := range []*Ledger{draining, next} {
		both.Go(func() {
			for _, key := range keys {
				add(t, ledger, key, 1, 2)
			}
		})
	}
	both.Wait()
	for _, ledger := range []*Ledger{draining, next} {
		seen := totals(t, ledger)
		for _, key := range keys {
			if seen[key] != [2]uint64{2, 4} {
				t.Fatalf("%v counted %v", key, seen[key])
			}
		}
	}
}

func TestLedgerSetsADamagedFileAside(t *testing.T) {
	for name, damage := range map[string]func(path string) error{
		"cut short":      func(path string) error { return os.Truncate(path, segmentsOffset+10) },
		"cut to nothing": func(path string) error { return os.Truncate(path, 10) },
		"not a ledger":   func(path string) error { return os.WriteFile(path, make([]byte, 2*segmentsOffset), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger")
			first := openTestLedger(t, path)
			add(t, first, Key{uuid.New(), uuid.New(), "a"}, 1, 1)
			epoch := first.Epoch()
			_ = first.Close()
			if err := damage(path); err != nil {
				t.Fatal(err)
			}
			second := openTestLedger(t, path)
			if second.Epoch() == epoch || len(totals(t, second)) != 0 {
				t.Errorf("epoch %d goes on with %v", epoch, totals(t, second))
			}
			if _, err := os.Stat(path + ".damaged"); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLedgerRefusesMoreTagsThanItHasRoomFor(t *testing.T) {
	ledger := openTestLedger(t, filepath.Join(t.TempDir(), "ledger"))
	if _, err := ledger.hold(Key{Inbound: strings.Repeat("x", tagBytes)}); err != ErrTagsFull {
		t.Errorf("a tag too long gives %v", err)
	}
	for n := 1; n < mostTags; n++ {
		add(t, ledger, Key{Inbound: fmt.Sprint(n)}, 1, 0)
	}
	if _, err := ledger.hold(Key{Inbound: "one more"}); err != ErrTagsFull {
		t.Errorf("one tag too many gives %v", err)
	}
}
