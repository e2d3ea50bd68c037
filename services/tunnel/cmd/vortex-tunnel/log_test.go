package main

import (
	"bytes"
	"net"
	"strings"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

// output is what a program says, while it runs.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

func TestWhereUsersGoIsToldAtTheLevelOfDebugAlone(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	through := client(t, port, secret)
	_, targetPort, err := net.SplitHostPort(target.address)
	if err != nil {
		t.Fatal(err)
	}
	named := func() int { return strings.Count(e.said.String(), ":"+targetPort) }
	setLevel := func(level tunnelv1.LogLevel) error {
		_, err := e.SetLogLevel(t.Context(), &tunnelv1.SetLogLevelRequest{Level: level})
		return err
	}
	connect(t, through, target)
	if named() > 0 {
		t.Errorf("told before anybody asked for it: %s", e.said)
	}
	if err := setLevel(tunnelv1.LogLevel_LOG_LEVEL_DEBUG); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "it is told", func() bool { connect(t, through, target); return named() > 0 })
	if err := setLevel(tunnelv1.LogLevel_LOG_LEVEL_UNSPECIFIED); status.Code(err) != codes.InvalidArgument {
		t.Errorf("no level: %v", err)
	}
}
