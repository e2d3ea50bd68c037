package main

import (
	"context"
	"net"
	"slices"
	"testing"

	"golang.org/x/net/proxy"
	"google.golang.org/grpc"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

// enough of users to be served before the end of a snapshot.
const enough = 5000

type parts struct {
	grpc.ClientStreamingClient[tunnelv1.ApplyUsersInPartsRequest, tunnelv1.AppliedUsers]
}

// begin sends the first part of a snapshot.
func (e *engine) begin(t *testing.T, revision int64, users ...*tunnelv1.TunnelUser) (sent parts, cut func()) {
	t.Helper()
	ctx, cut := context.WithCancel(t.Context())
	stream, err := e.ApplyUsersInParts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	sent = parts{stream}
	sent.part(t, &tunnelv1.ApplyUsersRequest{Generation: "one", ToRevision: revision, Snapshot: true, Upserts: users})
	return sent, cut
}

func (p parts) part(t *testing.T, part *tunnelv1.ApplyUsersRequest) {
	t.Helper()
	if err := p.Send(&tunnelv1.ApplyUsersInPartsRequest{Part: part}); err != nil {
		t.Fatal(err)
	}
}

func (e *engine) serves(t *testing.T, users uint64) bool {
	t.Helper()
	health, err := e.GetHealth(t.Context(), &tunnelv1.GetHealthRequest{})
	return err == nil && health.Users == users
}

func newUsers(n int) []*tunnelv1.TunnelUser {
	made := make([]*tunnelv1.TunnelUser, n)
	for i := range made {
		made[i], _ = newUser("door")
	}
	return made
}

// letIn waits until a user is, whom health counts before the inbound knows it.
func letIn(t *testing.T, through proxy.Dialer, to *internet) (conn net.Conn) {
	t.Helper()
	waitFor(t, "the user is let in", func() bool {
		var err error
		if conn, err = through.Dial("tcp", to.address); err != nil {
			return false
		}
		if err = ping(conn); err != nil {
			_ = conn.Close()
		}
		return err == nil
	})
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func secretOf(user *tunnelv1.TunnelUser) string { return user.Devices[0].Access[0].Secret }

func TestAFirstSnapshotIsServedAsItComesAndStandsWhenItEnds(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	some, last := newUsers(enough), newUsers(1)[0]
	twin, _ := newUser("door")
	twin.Devices[0].Access[0].Secret = secretOf(some[0])
	stream, _ := e.begin(t, 7, append(slices.Clone(some), twin)...)
	waitFor(t, "the first users to be served", func() bool { return e.serves(t, enough+1) })
	early := letIn(t, client(t, port, secretOf(some[1])), target)
	if hello := e.hello(t); hello.UsersRevision != 0 || hello.UsersGeneration != "" {
		t.Errorf("stands at %d before the end has come", hello.UsersRevision)
	}
	stream.part(t, &tunnelv1.ApplyUsersRequest{Upserts: []*tunnelv1.TunnelUser{last}})
	applied, err := stream.CloseAndRecv()
	if err != nil || applied.Revision != 7 || applied.ProblemsTotal != 1 || applied.Problems[0].Code != "refused_by_engine" {
		t.Fatalf("answered %v, %v", applied, err)
	}
	connect(t, client(t, port, secretOf(last)), target)
	if err := ping(early); err != nil {
		t.Errorf("a connection from before the end: %v", err)
	}
	e.kill()
	again := here.start(t)
	if !again.serves(t, enough+2) || again.hello(t).UsersRevision != 7 {
		t.Error("the next process does not serve what was told")
	}
}

func TestAFirstSnapshotThatIsCutOffIsToldAgain(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	some := newUsers(enough)
	_, cut := e.begin(t, 7, some...)
	waitFor(t, "the first users to be served", func() bool { return e.serves(t, enough) })
	ofFirst, ofLast := client(t, port, secretOf(some[0])), client(t, port, secretOf(some[enough-1]))
	conn, kept := letIn(t, ofFirst, target), letIn(t, ofLast, target)
	cut()
	if hello := e.hello(t); hello.UsersRevision != 0 {
		t.Errorf("stands at %d", hello.UsersRevision)
	}
	// Two have gone meanwhile, and what one of them had is another's.
	heir, _ := newUser("door")
	heir.Devices[0].Access[0].Secret = secretOf(some[1])
	stream, _ := e.begin(t, 8, append(slices.Clone(some[2:]), heir)...)
	applied, err := stream.CloseAndRecv()
	if err != nil || applied.Revision != 8 || applied.ProblemsTotal != 0 {
		t.Fatalf("answered %v, %v", applied, err)
	}
	gone(t, conn)
	if err := ping(kept); err != nil {
		t.Errorf("a connection of one who stays: %v", err)
	}
	connect(t, client(t, port, secretOf(heir)), target)
	if !e.serves(t, enough-1) {
		t.Error("somebody is served who should not be")
	}
}

func TestALaterSnapshotThatIsCutOffChangesNothing(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	conn := connect(t, client(t, port, secret), target)
	stream, cut := e.begin(t, 9, newUsers(enough)...)
	cut()
	if _, err := stream.CloseAndRecv(); err == nil {
		t.Error("what was cut off was answered")
	}
	if err := ping(conn); err != nil || !e.serves(t, 1) || e.hello(t).UsersRevision != 1 {
		t.Errorf("it did not stay as it was: %v", err)
	}
}
