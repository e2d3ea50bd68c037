package wireguard

import (
	"encoding/binary"
	"io"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// many makes users with a device each; addresses begin after the first ones of the pools.
func many(t testing.TB, l *lab, n int) []vortex.User {
	t.Helper()
	users := make([]vortex.User, n)
	for i := range users {
		four, six := [4]byte{10, 64}, netip.MustParseAddr("fd00:8::").As16()
		binary.BigEndian.PutUint16(four[2:], uint16(i+1000))
		binary.BigEndian.PutUint16(six[14:], uint16(i+1000))
		users[i] = vortex.User{
			ID: l.newUser(t, account.Limits{}), Device: uuid.New(), Secret: inBase64(newKeys(t).public),
			IPv4: netip.AddrFrom4(four), IPv6: netip.AddrFrom16(six),
		}
	}
	return users
}

func withRoomForMany(c *Config) {
	c.Datapath = DatapathTUN
	c.Pools = []netip.Prefix{netip.MustParsePrefix("10.64.0.0/16"), netip.MustParsePrefix("fd00:8::/64")}
}

func TestUsersComeAndGoAmongTenThousandWhileOthersNeverNotice(t *testing.T) {
	l := newLab(t, withRoomForMany)
	target, _ := internet(t)
	const peers = 10_000
	users := many(t, l, peers)
	before, began := heap(), time.Now()
	if err := l.server.ChangeUsers(t.Context(), tag, vortex.UserChange{Upserts: users}); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	t.Logf("%d peers loaded in %v, %d bytes of heap each", peers, took.Round(time.Millisecond), (heap()-before)/peers)

	c := l.clientAt(t, l.newUser(t, account.Limits{}), netip.MustParseAddr("10.64.0.2"), netip.MustParseAddr("fd00:8::2"))
	began = time.Now()
	stream, err := c.DialTCPAddrPort(target)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("connected among them in %v, the handshake included", time.Since(began).Round(time.Microsecond))
	var echoed atomic.Int64
	failed := make(chan error, 2)
	go func() { _, err := io.Copy(stream, endless{}); failed <- err }()
	go func() { _, err := io.Copy(counted{&echoed}, stream); failed <- err }()

	const deltas = 1000
	flowed := echoed.Load()
	began = time.Now()
	for i := range deltas {
		change := vortex.UserChange{Removed: []vortex.DeviceKey{users[i].Key()}}
		if i%2 == 0 {
			users[i].Secret = inBase64(newKeys(t).public)
			change = vortex.UserChange{Upserts: []vortex.User{users[i]}}
		}
		if err := l.server.ChangeUsers(t.Context(), tag, change); err != nil {
			t.Fatal(err)
		}
	}
	took = time.Since(began)
	waitFor(t, "traffic has flowed meanwhile", func() bool { return echoed.Load() > flowed })
	t.Logf("%d changes in %v, %v each", deltas, took.Round(time.Millisecond), (took / deltas).Round(time.Microsecond))
	select {
	case err := <-failed:
		t.Errorf("the connection that was open ended: %v", err)
	default:
	}
	if got := l.book.ChargedBytes(c.ID); got == 0 {
		t.Error("nothing was counted")
	}
}

type counted struct{ bytes *atomic.Int64 }

func (c counted) Write(p []byte) (int, error) {
	c.bytes.Add(int64(len(p)))
	return len(p), nil
}

// BenchmarkAddAUserAmong measures one user added to those who are there, and usable.
func BenchmarkAddAUserAmong10000(b *testing.B) {
	l := newLab(b, withRoomForMany)
	if err := l.server.ChangeUsers(b.Context(), tag, vortex.UserChange{Upserts: many(b, l, 10_000)}); err != nil {
		b.Fatal(err)
	}
	user := vortex.User{ID: l.newUser(b, account.Limits{}), Device: uuid.New(), IPv4: netip.MustParseAddr("10.64.0.2")}
	for b.Loop() {
		user.Secret = inBase64(newKeys(b).public)
		if err := l.server.ChangeUsers(b.Context(), tag, vortex.UserChange{Upserts: []vortex.User{user}}); err != nil {
			b.Fatal(err)
		}
	}
}
