package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

func TestServesUsersAndTellsWhatTheyUsedToTheByte(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	unknown := &tunnelv1.TunnelInbound{Tag: "later", Protocol: "flowforge", Config: "{}"}
	applied := e.apply(t, vless("door", port), unknown)
	if len(applied.Unknown) != 1 || applied.Unknown[0].Tag != "later" || applied.Unknown[0].Code != "unknown_protocol" {
		t.Errorf("told of unknown protocols: %v", applied.Unknown)
	}
	user, secret := newUser("door", "later")
	e.snapshot(t, 1, user)

	conn := connect(t, client(t, port, secret), target)
	const sent = 4 << 20
	go func() { _, _ = io.CopyN(conn, zeros{}, sent) }()
	if _, err := io.CopyN(io.Discard, conn, sent); err != nil {
		t.Fatal(err)
	}
	counted := e.usage(t, user.Id, func(c *tunnelv1.UsageCounter) bool { return c.UplinkBytes+c.DownlinkBytes >= 2*sent+2 })
	if counted.UplinkBytes != sent+1 || counted.DownlinkBytes != sent+1 || counted.InboundTag != "door" || counted.DeviceId != user.Devices[0].Id {
		t.Errorf("counted %v for %d bytes each way", counted, sent+1)
	}

	sessions, err := e.ListSessions(t.Context(), &tunnelv1.ListSessionsRequest{UserId: user.Id})
	if err != nil || sessions.Total != 1 || sessions.Sessions[0].Source != "127.0.0.1" || sessions.Sessions[0].UplinkBytes != sent+1 {
		t.Errorf("sessions: %v, %v", sessions, err)
	}
	if said := here.scrape(t); !strings.Contains(said, fmt.Sprintf(`vortex_tunnel_bytes_total{direction="uplink"} %v`, float64(sent+1))) || strings.Contains(said, user.Id) {
		t.Errorf("metrics: %s", said)
	}
	one := sessions.GetSessions()[0].Id
	spared, err := e.Kill(t.Context(), &tunnelv1.KillRequest{UserId: user.Id, SessionId: one + 1})
	if err != nil || spared.Sessions != 0 {
		t.Errorf("killed %v, %v", spared, err)
	}
	killed, err := e.Kill(t.Context(), &tunnelv1.KillRequest{UserId: user.Id, DeviceId: user.Devices[0].Id, SessionId: one})
	if err != nil || killed.Sessions != 1 {
		t.Errorf("killed %v, %v", killed, err)
	}
	gone(t, conn)
	health, err := e.GetHealth(t.Context(), &tunnelv1.GetHealthRequest{})
	if err != nil || !health.Healthy || health.Users != 1 || health.Inbounds != 1 || health.UplinkBytes != sent+1 {
		t.Errorf("health: %v, %v", health, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func (p place) scrape(t *testing.T) string {
	t.Helper()
	answer, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d/metrics", p.metrics))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(said)
}

func TestAnApplyThatCannotBeDoneLeavesTheOldInboundsServing(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("old", port))
	user, secret := newUser("old", "new")
	e.snapshot(t, 1, user)
	through := client(t, port, secret)
	conn := connect(t, through, target)

	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	takenPort := taken.Addr().(*net.TCPAddr).Port
	for name, inbounds := range map[string][]*tunnelv1.TunnelInbound{
		"beside the old one":         {vless("old", port), vless("new", takenPort)},
		"in the place of the old":    {vless("new", takenPort)},
		"the old one on another":     {vless("old", takenPort)},
		"one that cannot be read":    {{Tag: "new", Protocol: "vless", Config: `{"tag":"new","protocol":"vless","wrong":1}`}},
		"one that is not even JSON":  {{Tag: "new", Protocol: "vless", Config: "{"}},
		"two of the same tag":        {vless("new", peer.FreePort(t)), vless("new", peer.FreePort(t))},
		"one without any tag at all": {vless("", peer.FreePort(t))},
	} {
		t.Run(name, func(t *testing.T) {
			var trailer metadata.MD
			_, err := e.Apply(t.Context(), &tunnelv1.ApplyRequest{Inbounds: inbounds}, grpc.Trailer(&trailer))
			if status.Code(err) != codes.FailedPrecondition {
				t.Fatalf("answered %v", err)
			}
			said, wanted := detail(t, trailer), inbounds[len(inbounds)-1].Tag
			if said.Code != "inbound_refused" || said.Facts["tag"] != wanted || said.Facts["cause"] == "" {
				t.Errorf("said %v", said)
			}
			if err := ping(conn); err != nil {
				t.Errorf("the connection that was open: %v", err)
			}
			connect(t, through, target)
		})
	}
}

func TestSettingsWaitForTheNextProcessWhileTheEngineServes(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	through := client(t, port, secret)
	conn := connect(t, through, target)
	blocking := &tunnelv1.EngineSettings{ByEngine: map[string]string{"xray": `{"outbounds":[{"protocol":"blackhole"}]}`}}
	applied, err := e.Apply(t.Context(), &tunnelv1.ApplyRequest{Settings: blocking, Inbounds: []*tunnelv1.TunnelInbound{vless("door", port)}})
	if err != nil || len(applied.RestartNeeded) != 1 || applied.RestartNeeded[0] != "xray" {
		t.Fatalf("answered %v, %v", applied, err)
	}
	if err := ping(conn); err != nil {
		t.Errorf("the connection that was open: %v", err)
	}
	e.kill()
	here.start(t)
	before := target.opened.Load()
	if blocked, err := through.Dial("tcp", target.address); err == nil {
		gone(t, blocked)
	}
	if target.opened.Load() != before {
		t.Error("the next process does not serve with the new settings")
	}
}

func TestSettingsThatCannotBeReadAreRefused(t *testing.T) {
	e := newPlace(t).start(t)
	var trailer metadata.MD
	wrong := &tunnelv1.EngineSettings{ByEngine: map[string]string{"xray": `{"outbounds":[{"protocol":"nothing-like-that"}]}`, "later": `{}`}}
	_, err := e.Apply(t.Context(), &tunnelv1.ApplyRequest{Settings: wrong}, grpc.Trailer(&trailer))
	if said := detail(t, trailer); status.Code(err) != codes.InvalidArgument || said.Code != "settings_refused" || said.Facts["engine"] != "xray" {
		t.Errorf("answered %v, said %v", err, said)
	}
	told, err := e.Validate(t.Context(), &tunnelv1.ValidateRequest{Settings: wrong, Inbounds: []*tunnelv1.TunnelInbound{{Tag: "new", Protocol: "vless", Config: "{"}}})
	codesTold := map[string]string{}
	for _, problem := range told.GetProblems() {
		codesTold[problem.Code] = problem.Engine + problem.Tag
	}
	if err != nil || len(codesTold) != 3 || codesTold["invalid_settings"] != "xray" || codesTold["unknown_protocol"] != "later" || codesTold["invalid_config"] != "new" {
		t.Errorf("validated as %v, %v", told, err)
	}
}

func TestTheSocketIsItsOwnersAlone(t *testing.T) {
	here := newPlace(t)
	here.start(t)
	for _, name := range []string{"socket", "state", "ledger"} {
		info, err := os.Stat(here.path(name))
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("the %s may be used with %o", name, mode)
		}
	}
	second := exec.Command(os.Args[0], "--socket", here.path("socket"), "--state", here.path("state"), "--ledger", here.path("ledger"))
	second.Env = append(os.Environ(), asProgram+"=1")
	if said, err := second.CombinedOutput(); err == nil || !strings.Contains(string(said), "another engine answers there") {
		t.Errorf("a second engine: %v, %s", err, said)
	}
}
