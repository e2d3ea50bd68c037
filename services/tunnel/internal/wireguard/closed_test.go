package wireguard

import (
	"os"
	"runtime"
	"testing"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

func TestNothingIsLeftOfInboundsThatWereClosed(t *testing.T) {
	amnezia := func(c *Config) { c.Amnezia = &Amnezia{S1: 9, H1: "77"} }
	overEach(t, func(t *testing.T, by func(*Config)) {
		l := newLab(t, by)
		user := vortex.User{ID: l.newUser(t, account.Limits{}), Secret: inBase64(newKeys(t).public), IPv4: clientInside}
		cycle := func() {
			l.apply(t, l.inbound(tag, l.port, amnezia))
			if err := l.server.ChangeUsers(t.Context(), tag, vortex.UserChange{Upserts: []vortex.User{user}}); err != nil {
				t.Fatal(err)
			}
			l.apply(t)
			l.apply(t, l.inbound(tag, l.port))
			l.apply(t)
		}
		cycle() // what is made once, is made
		goroutines, files := runtime.NumGoroutine(), openFiles(t)
		for range 20 {
			cycle()
		}
		waitFor(t, "all have ended", func() bool { return runtime.NumGoroutine() <= goroutines && openFiles(t) <= files })
	})
}

func openFiles(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}
