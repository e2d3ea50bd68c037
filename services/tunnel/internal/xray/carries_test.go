package xray

import (
	"crypto/rand"
	"crypto/tls"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

func TestEveryDoorCarriesAndCountsToTheByte(t *testing.T) {
	for name, d := range doors(t) {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, account.Limits{})
			server := echo(t)
			raw, err := l.through(t, name, d).Dial("tcp", server.address)
			if err != nil {
				t.Fatal(err)
			}
			passed := &counted{Conn: raw}
			conn := tls.Client(passed, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
			const sent = 3 << 20
			var writing sync.WaitGroup
			writing.Go(func() { _, _ = io.CopyN(conn, rand.Reader, sent) })
			if n, err := io.CopyN(io.Discard, conn, sent); err != nil {
				t.Fatalf("got %d bytes back, then %v", n, err)
			}
			writing.Wait() // or its last bytes are counted by us only after they came back
			_ = conn.Close()
			waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
			usage := l.usage(t)
			if len(usage) != 1 || usage[0].Inbound != name || usage[0].User != l.user || usage[0].Device != l.device {
				t.Fatalf("counted as %+v", usage)
			}
			arrived := <-server.ended
			if usage[0].UplinkBytes != arrived || usage[0].DownlinkBytes < passed.read.Load() {
				t.Errorf("counted %d up and %d down, the target got %d and the client %d",
					usage[0].UplinkBytes, usage[0].DownlinkBytes, arrived, passed.read.Load())
			}
			// In Vision's raw mode the record that closes the client's own TLS can follow what it carried.
			const closing = 24
			over := arrived - passed.written.Load()
			if over != 0 && (over != closing || !strings.HasSuffix(name, "vision")) {
				t.Errorf("the client wrote %d bytes and the target got %d", passed.written.Load(), arrived)
			}
			// What the target sent after the client had closed is counted, and was not read any more.
			if over := usage[0].DownlinkBytes - passed.read.Load(); over > 100 {
				t.Errorf("counted %d bytes down that nobody got", over)
			}
		})
	}
}

func TestALeaseEndsConnectionsOfEveryDoor(t *testing.T) {
	const lease = 1 << 20
	for name, d := range doors(t) {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, account.Limits{Lease: &account.Lease{UntilBytes: lease}})
			server := echo(t)
			raw, err := l.through(t, name, d).Dial("tcp", server.address)
			if err != nil {
				t.Fatal(err)
			}
			passed := &counted{Conn: raw}
			conn := tls.Client(passed, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
			go func() { _, _ = io.Copy(conn, rand.Reader) }()
			go func() { _, _ = io.Copy(io.Discard, conn) }()
			<-server.ended
			waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
			_ = raw.Close()
			if got := passed.read.Load(); got > lease {
				t.Errorf("got %d bytes of a lease of %d", got, lease)
			}
			if charged := l.book.ChargedBytes(l.user); charged > lease || charged < lease-2*chunkBytes {
				t.Errorf("charged %d of a lease of %d", charged, lease)
			}
		})
	}
}

func TestRemovingAUserEndsItsConnectionsAtEveryDoor(t *testing.T) {
	for name, d := range doors(t) {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, account.Limits{})
			dialer := l.through(t, name, d)
			server := echo(t)
			raw, err := dialer.Dial("tcp", server.address)
			if err != nil {
				t.Fatal(err)
			}
			conn := tls.Client(raw, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
			if _, err := conn.Write([]byte("hello")); err != nil {
				t.Fatal(err)
			}
			if _, err := io.ReadFull(conn, make([]byte, 5)); err != nil {
				t.Fatal(err)
			}
			l.book.RemoveUser(l.user)
			change := vortex.UserChange{Removed: []vortex.DeviceKey{{ID: l.user, Device: l.device}}}
			if err := l.engine.ChangeUsers(t.Context(), name, change); err != nil {
				t.Fatal(err)
			}
			<-server.ended
			waitFor(t, func() bool { return len(l.book.Sessions()) == 0 })
			_ = raw.Close()
			if again, err := dialer.Dial("tcp", server.address); err == nil {
				// A client may not notice that it is refused.
				_ = again.SetDeadline(time.Now().Add(time.Second))
				if err := tls.Client(again, &tls.Config{InsecureSkipVerify: true}).Handshake(); err == nil {
					t.Error("a removed user gets through")
				}
			}
		})
	}
}
