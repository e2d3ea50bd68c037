package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

// takeOver starts the next engine of the place and waits until it serves.
func (p place) takeOver(t *testing.T, before *engine, more ...string) *engine {
	t.Helper()
	started := before.hello(t).StartedAt.AsTime()
	next := p.start(t, append([]string{"--take-over"}, more...)...)
	waitFor(t, "the next engine serves", func() bool {
		hello, err := next.Hello(t.Context(), &tunnelv1.HelloRequest{})
		return err == nil && hello.StartedAt.AsTime().After(started)
	})
	return next
}

func TestTheNextProcessTakesOverWithoutRefusingOrEndingAConnection(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	first := here.start(t)
	first.apply(t, vless("door", port))
	user, secret := newUser("door")
	other, otherSecret := newUser("door")
	first.snapshot(t, 1, user, other)
	through, ofOther := client(t, port, secret), client(t, port, otherSecret)
	kept, cut := connect(t, through, target), connect(t, ofOther, target)

	// One connection after the other, all the while.
	var opened, refused, sent atomic.Int64
	var stop atomic.Bool
	var dialing sync.WaitGroup
	for range 4 {
		dialing.Go(func() {
			for !stop.Load() {
				conn, err := through.Dial("tcp", target.address)
				if err == nil {
					err = ping(conn)
					_ = conn.Close()
				}
				if opened.Add(1); err != nil {
					refused.Add(1)
					t.Log(err)
				} else {
					sent.Add(1)
				}
			}
		})
	}
	waitFor(t, "connections are made", func() bool { return opened.Load() > 20 })
	second := here.takeOver(t, first, "--drain", "60s")
	at := opened.Load()
	waitFor(t, "connections are made at the next", func() bool { return opened.Load() > at+20 })
	stop.Store(true)
	dialing.Wait()
	if refused.Load() > 0 {
		t.Errorf("%d of %d connections were refused", refused.Load(), opened.Load())
	}

	for range 10 { // what was open goes on in the process before
		if err := ping(kept); err != nil {
			t.Fatalf("the connection that was open: %v", err)
		}
	}
	sessions, err := second.ListSessions(t.Context(), &tunnelv1.ListSessionsRequest{UserId: user.Id})
	if err != nil || sessions.Total < 1 {
		t.Errorf("sessions: %v, %v", sessions, err)
	}
	// Who is removed is cut off there too.
	removal := &tunnelv1.ApplyUsersRequest{Generation: "one", FromRevision: 1, ToRevision: 2, RemovedIds: []string{other.Id}}
	if _, err := second.ApplyUsers(t.Context(), removal); err != nil {
		t.Fatal(err)
	}
	gone(t, cut)

	// Every byte was counted once, whichever process carried it.
	wanted := uint64(sent.Load() + 1 + 10)
	counted := second.usage(t, user.Id, func(c *tunnelv1.UsageCounter) bool { return c.UplinkBytes >= wanted && c.DownlinkBytes >= wanted })
	if counted.UplinkBytes != wanted || counted.DownlinkBytes != wanted {
		t.Errorf("counted %v for %d bytes each way", counted, wanted)
	}
	killed, err := second.Kill(t.Context(), &tunnelv1.KillRequest{UserId: user.Id})
	if err != nil || killed.Sessions < 1 {
		t.Errorf("killed %v, %v", killed, err)
	}
	gone(t, kept)
	waitFor(t, "the process before ends", func() bool {
		select {
		case <-first.ended:
			return true
		default:
			return false
		}
	})
	if first.exit != nil {
		t.Errorf("it ended with %v", first.exit)
	}
	connect(t, through, target)
}

func TestALeaseIsHeldOverBothProcesses(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	first := here.start(t)
	first.apply(t, vless("door", port))
	user, secret := newUser("door")
	const lease = 8 << 20
	user.Limits = &tunnelv1.UserLimits{Lease: &tunnelv1.UserLease{Epoch: first.hello(t).Epoch, UntilBytes: lease}}
	first.snapshot(t, 1, user)
	through := client(t, port, secret)
	old := connect(t, through, target)
	second := here.takeOver(t, first, "--drain", "60s")
	fresh := connect(t, through, target)
	var flowing sync.WaitGroup
	for _, conn := range []net.Conn{old, fresh} {
		flowing.Go(func() { _, _ = io.Copy(conn, zeros{}) })
		flowing.Go(func() { _, _ = io.Copy(io.Discard, conn) })
	}
	flowing.Wait()
	carried := target.read.Load() + target.written.Load()
	counted := second.usage(t, user.Id, func(c *tunnelv1.UsageCounter) bool { return true })
	const overrun = 64 << 10
	if charged := counted.UplinkBytes + counted.DownlinkBytes; charged > lease || target.read.Load() > lease || charged < lease-4*overrun {
		t.Errorf("charged %d of a lease of %d; the target saw %d", charged, lease, carried)
	}
}

func TestASpeedIsHeldOverBothProcesses(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	first := here.start(t)
	first.apply(t, vless("door", port))
	user, secret := newUser("door")
	const bytesPerSecond = 1 << 20
	user.Limits = &tunnelv1.UserLimits{DownlinkBytesPerSecond: bytesPerSecond}
	first.snapshot(t, 1, user)
	through := client(t, port, secret)
	old := connect(t, through, target)
	here.takeOver(t, first, "--drain", "60s")
	fresh := connect(t, through, target)

	began := time.Now()
	var got [2]atomic.Int64
	for n, conn := range []net.Conn{old, fresh} {
		go func() { _, _ = io.Copy(conn, zeros{}) }()
		go func() {
			for {
				read, err := conn.Read(make([]byte, 4<<10))
				if got[n].Add(int64(read)); err != nil {
					return
				}
			}
		}()
	}
	waitFor(t, "both have carried enough", func() bool {
		return got[0].Load() > bytesPerSecond/8 && got[1].Load() > bytesPerSecond/8 && got[0].Load()+got[1].Load() > bytesPerSecond
	})
	carried, took := got[0].Load()+got[1].Load(), time.Since(began).Seconds()
	const ahead = bytesPerSecond / 5 // bursts, and the answers of before
	if most := int64(took*bytesPerSecond) + ahead; carried > most {
		t.Errorf("%d bytes in %.2f s of %d a second", carried, took, bytesPerSecond)
	}
}

func TestSettingsThatWaitTakeEffectInTheNextProcess(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	first := here.start(t)
	first.apply(t, vless("door", port))
	user, secret := newUser("door")
	first.snapshot(t, 1, user)
	through := client(t, port, secret)
	kept := connect(t, through, target)
	blocking := &tunnelv1.EngineSettings{ByEngine: map[string]string{"xray": `{"outbounds":[{"protocol":"blackhole"}]}`}}
	if _, err := first.Apply(t.Context(), &tunnelv1.ApplyRequest{Settings: blocking, Inbounds: []*tunnelv1.TunnelInbound{vless("door", port)}}); err != nil {
		t.Fatal(err)
	}
	if waits := first.hello(t).RestartNeeded; len(waits) != 1 || waits[0] != "xray" {
		t.Errorf("waits for a restart: %v", waits)
	}
	second := here.takeOver(t, first, "--drain", "60s")
	if waits := second.hello(t).RestartNeeded; len(waits) != 0 {
		t.Errorf("still waits: %v", waits)
	}
	before := target.opened.Load()
	if blocked, err := through.Dial("tcp", target.address); err == nil {
		gone(t, blocked)
	}
	if target.opened.Load() != before {
		t.Error("the next process does not serve with the new settings")
	}
	if err := ping(kept); err != nil {
		t.Errorf("the connection that was open: %v", err)
	}
}

func TestAProcessThatCannotServeLeavesTheOtherServing(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	first := here.start(t)
	first.apply(t, vless("door", port))
	user, secret := newUser("door")
	first.snapshot(t, 1, user)
	through := client(t, port, secret)
	conn := connect(t, through, target)
	// The place of the ledger is taken by a folder.
	broken := place{t.TempDir(), peer.FreePort(t)}
	if err := os.Mkdir(broken.path("ledger"), 0o700); err != nil {
		t.Fatal(err)
	}
	command := here.command("--take-over", "--ledger", broken.path("ledger"))
	if said, err := command.CombinedOutput(); err == nil {
		t.Fatalf("it took over: %s", said)
	}
	waitFor(t, "changes are taken again", func() bool {
		_, err := first.Apply(t.Context(), &tunnelv1.ApplyRequest{Inbounds: []*tunnelv1.TunnelInbound{vless("door", port)}})
		return err == nil
	})
	if err := ping(conn); err != nil {
		t.Errorf("the connection that was open: %v", err)
	}
	connect(t, through, target)
	first.kill() // what was stored meanwhile is whole
	here.start(t)
	connect(t, client(t, port, secret), target)
}

func TestCertificatesAreReadAgainWithoutRefusingAConnection(t *testing.T) {
	e := newPlace(t).start(t)
	folder, port := t.TempDir(), peer.FreePort(t)
	first := writeCertificate(t, folder)
	inbound := &tunnelv1.TunnelInbound{Tag: "tls", Protocol: "trojan", Config: fmt.Sprintf(
		`{"tag":"tls","protocol":"trojan","listen":"127.0.0.1","port":%d,"settings":{"clients":[]},"streamSettings":{"network":"raw","security":"tls",
		"tlsSettings":{"certificates":[{"certificateFile":"%s/cert.pem","keyFile":"%s/key.pem"}]}}}`, port, folder, folder)}
	e.apply(t, inbound)
	if got := presented(t, port); got != first {
		t.Fatalf("presents %s", got)
	}
	if reloaded, err := e.ReloadCertificates(t.Context(), &tunnelv1.ReloadCertificatesRequest{}); err != nil || len(reloaded.Tags) != 0 {
		t.Errorf("nothing had changed: %v, %v", reloaded, err)
	}
	var refused atomic.Int64
	var stop atomic.Bool
	var dialing sync.WaitGroup
	dialing.Go(func() {
		for !stop.Load() {
			conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
			if err != nil {
				refused.Add(1)
				continue
			}
			_ = conn.Close()
		}
	})
	second := writeCertificate(t, folder)
	reloaded, err := e.ReloadCertificates(t.Context(), &tunnelv1.ReloadCertificatesRequest{})
	if err != nil || len(reloaded.Tags) != 1 || reloaded.Tags[0] != "tls" {
		t.Fatalf("reloaded %v, %v", reloaded, err)
	}
	if got := presented(t, port); got != second {
		t.Errorf("presents %s, not the new one", got)
	}
	time.Sleep(3 * time.Second) // the old listener closes meanwhile
	stop.Store(true)
	dialing.Wait()
	if refused.Load() > 0 {
		t.Errorf("%d connections were refused", refused.Load())
	}
	if err := os.WriteFile(folder+"/cert.pem", []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := e.ReloadCertificates(t.Context(), &tunnelv1.ReloadCertificatesRequest{}); status.Code(err) != codes.FailedPrecondition {
		t.Errorf("answered %v", err)
	}
	if got := presented(t, port); got != second {
		t.Errorf("presents %s", got)
	}
}
