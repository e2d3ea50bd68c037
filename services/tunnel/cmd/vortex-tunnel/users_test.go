package main

import (
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

func TestAChangeThatDoesNotFollowAsksForASnapshot(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	first, firstSecret := newUser("door")
	second, secondSecret := newUser("door")
	e.snapshot(t, 7, first)
	for name, wrong := range map[string]*tunnelv1.ApplyUsersRequest{
		"from an older revision":     {Generation: "one", FromRevision: 6, ToRevision: 8},
		"from a later revision":      {Generation: "one", FromRevision: 8, ToRevision: 9},
		"of another line altogether": {Generation: "two", FromRevision: 7, ToRevision: 8},
	} {
		t.Run(name, func(t *testing.T) {
			var trailer metadata.MD
			wrong.RemovedIds = []string{first.Id}
			_, err := e.ApplyUsers(t.Context(), wrong, grpc.Trailer(&trailer))
			said := detail(t, trailer)
			if status.Code(err) != codes.FailedPrecondition || said.Code != "snapshot_needed" || said.Facts["generation"] != "one" || said.Facts["revision"] != "7" {
				t.Errorf("answered %v, said %v", err, said)
			}
		})
	}
	ofFirst, ofSecond := client(t, port, firstSecret), client(t, port, secondSecret)
	conn := connect(t, ofFirst, target)
	change := &tunnelv1.ApplyUsersRequest{
		Generation: "one", FromRevision: 7, ToRevision: 8, Upserts: []*tunnelv1.TunnelUser{second}, RemovedIds: []string{first.Id},
	}
	for range 2 { // the second time as if the answer had been lost
		if applied, err := e.ApplyUsers(t.Context(), change); err != nil || applied.Revision != 8 || len(applied.Problems) > 0 {
			t.Fatalf("answered %v, %v", applied, err)
		}
	}
	gone(t, conn)
	connect(t, ofSecond, target)

	e.releases(t, first)
}

// releases goes through what the panel does to have the counters of a user who is gone forgotten.
func (e *engine) releases(t *testing.T, gone *tunnelv1.TunnelUser) {
	t.Helper()
	unused := e.unused(t, func(unused *tunnelv1.UnusedCounters) bool { return len(unused.Counters) == 1 })
	if counter := unused.Counters[0]; counter.UserId != gone.Id || counter.InboundTag != "door" || counter.UplinkBytes == 0 {
		t.Errorf("unused is %v", counter)
	}
	order := &tunnelv1.ReleaseCountersRequest{Epoch: unused.Epoch + 1, Counters: unused.Counters}
	var trailer metadata.MD
	_, err := e.ReleaseCounters(t.Context(), order, grpc.Trailer(&trailer))
	if said := detail(t, trailer); status.Code(err) != codes.FailedPrecondition || said.Code != "epoch_mismatch" {
		t.Errorf("answered %v, said %v", err, said)
	}
	order.Epoch = unused.Epoch
	for range 2 { // the second time as if the answer had been lost
		if released, err := e.ReleaseCounters(t.Context(), order); err != nil || len(released.Kept) > 0 || released.Releases == 0 {
			t.Fatalf("answered %v, %v", released, err)
		}
	}
	last := e.unused(t, func(unused *tunnelv1.UnusedCounters) bool { return len(unused.UserIds) == 1 })
	order = &tunnelv1.ReleaseCountersRequest{Epoch: last.Epoch, UserIds: last.UserIds}
	if released, err := e.ReleaseCounters(t.Context(), order); err != nil || len(released.KeptUserIds) > 0 {
		t.Errorf("answered %v, %v", released, err)
	}
	e.unused(t, func(unused *tunnelv1.UnusedCounters) bool { return len(unused.UserIds) == 0 && !unused.More })
}

func (e *engine) unused(t *testing.T, are func(*tunnelv1.UnusedCounters) bool) (unused *tunnelv1.UnusedCounters) {
	t.Helper()
	waitFor(t, "counters are unused", func() bool {
		var err error
		if unused, err = e.ListUnusedCounters(t.Context(), &tunnelv1.ListUnusedCountersRequest{}); err != nil {
			t.Fatal(err)
		}
		return are(unused)
	})
	return unused
}

func (e *engine) hello(t *testing.T) *tunnelv1.Engine {
	t.Helper()
	hello, err := e.Hello(t.Context(), &tunnelv1.HelloRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return hello
}

func TestADeviceThatLosesItsSecretLosesItsConnections(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	user, secret := newUser("door")
	other, otherSecret := newUser("door")
	e.snapshot(t, 1, user, other)
	conn, kept := connect(t, client(t, port, secret), target), connect(t, client(t, port, otherSecret), target)
	renewed, newSecret := newUser("door")
	renewed.Id, renewed.Devices[0].Id = user.Id, user.Devices[0].Id
	e.snapshot(t, 2, renewed, other)
	gone(t, conn)
	connect(t, client(t, port, newSecret), target)
	if err := ping(kept); err != nil {
		t.Errorf("the connection of another user: %v", err)
	}
}

func TestUsersWhoCannotBeServedAreToldAndTheOthersServed(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	good, secret := newUser("door")
	bad, _ := newUser("door")
	bad.Devices[0].Access[0].Secret = "too long to be a UUID, and too long to be made one by hashing"
	nobody, _ := newUser("door")
	nobody.Id = "nobody"
	applied, err := e.ApplyUsers(t.Context(), &tunnelv1.ApplyUsersRequest{
		Generation: "one", ToRevision: 1, Snapshot: true, Upserts: []*tunnelv1.TunnelUser{bad, nobody, good},
	})
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, problem := range applied.Problems {
		told[problem.UserId] = problem.Code + problem.InboundTag
	}
	if len(told) != 2 || told[bad.Id] != "refused_by_enginedoor" || told["nobody"] != "invalid_user" {
		t.Errorf("told %v", applied.Problems)
	}
	connect(t, client(t, port, secret), target)
}

func TestUsersOfAnInboundThatComesLaterAreRemembered(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	e.apply(t, vless("door", port))
	connect(t, client(t, port, secret), target)
}

func TestUsersComeInParts(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	first, firstSecret := newUser("door")
	second, secondSecret := newUser("door")
	stream, err := e.ApplyUsersInParts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []*tunnelv1.ApplyUsersRequest{
		{Generation: "one", ToRevision: 7, Snapshot: true, Upserts: []*tunnelv1.TunnelUser{first}}, {Upserts: []*tunnelv1.TunnelUser{second}},
	} {
		if err := stream.Send(&tunnelv1.ApplyUsersInPartsRequest{Part: part}); err != nil {
			t.Fatal(err)
		}
	}
	if e.hello(t).UsersRevision != 0 {
		t.Error("a part was applied before the whole was there")
	}
	applied, err := stream.CloseAndRecv()
	if err != nil || applied.Revision != 7 || applied.ProblemsTotal != 0 {
		t.Fatalf("answered %v, %v", applied, err)
	}
	for _, secret := range []string{firstSecret, secondSecret} {
		connect(t, client(t, port, secret), target)
	}
	empty, err := e.ApplyUsersInParts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := empty.CloseAndRecv(); status.Code(err) != codes.InvalidArgument {
		t.Errorf("without a part it answers %v", err)
	}
}

func TestAUsersExitIsAppliedAndRestored(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	settings := &tunnelv1.EngineSettings{ByEngine: map[string]string{"xray": `{"outbounds":[{"protocol":"freedom"},{"protocol":"blackhole","tag":"nowhere"}]}`}}
	if _, err := e.Apply(t.Context(), &tunnelv1.ApplyRequest{Settings: settings, Inbounds: []*tunnelv1.TunnelInbound{vless("door", port)}}); err != nil {
		t.Fatal(err)
	}
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	through := client(t, port, secret)
	kept := connect(t, through, target)
	user.Exit = "nowhere"
	e.snapshot(t, 2, user)
	leavesNowhere := func() {
		t.Helper()
		before := target.opened.Load()
		if conn, err := through.Dial("tcp", target.address); err == nil {
			gone(t, conn)
		}
		if target.opened.Load() != before {
			t.Error("it leaves by another exit")
		}
	}
	leavesNowhere()
	if err := ping(kept); err != nil {
		t.Errorf("the connection that was open: %v", err)
	}
	e.kill()
	here.start(t)
	leavesNowhere()
}

func TestUsersAreToldByTheirDigests(t *testing.T) {
	here, port := newPlace(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	first, _ := newUser("door")
	second, _ := newUser("door")
	e.snapshot(t, 7, first, second)
	all, err := e.DigestUsers(t.Context(), &tunnelv1.DigestUsersRequest{})
	if err != nil || all.Generation != "one" || all.Revision != 7 || len(all.Buckets) == 0 || len(all.Buckets[0].Details) > 0 {
		t.Fatalf("digests: %v, %v", all, err)
	}
	one := all.Buckets[0]
	asked := &tunnelv1.DigestUsersRequest{Buckets: []uint32{one.Number}}
	detailed, err := e.DigestUsers(t.Context(), asked)
	if err != nil || len(detailed.Buckets) != 1 || detailed.Buckets[0].Digest != one.Digest || len(detailed.Buckets[0].Details) != int(one.Users) {
		t.Fatalf("digests of a bucket: %v, %v", detailed, err)
	}
	removal := &tunnelv1.ApplyUsersRequest{
		Generation: "one", FromRevision: 7, ToRevision: 8, RemovedIds: []string{detailed.Buckets[0].Details[0].UserId},
	}
	if _, err := e.ApplyUsers(t.Context(), removal); err != nil {
		t.Fatal(err)
	}
	after, err := e.DigestUsers(t.Context(), asked)
	if err != nil || after.Revision != 8 || len(after.Buckets) > 0 && after.Buckets[0].Digest == one.Digest {
		t.Errorf("digests behind a change: %v, %v", after, err)
	}
	if _, err := e.DigestUsers(t.Context(), &tunnelv1.DigestUsersRequest{Buckets: []uint32{256}}); status.Code(err) != codes.InvalidArgument {
		t.Errorf("a bucket there is not: %v", err)
	}
}
