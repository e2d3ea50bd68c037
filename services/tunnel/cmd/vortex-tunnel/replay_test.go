package main

import (
	"bytes"
	"fmt"
	"net"
	"testing"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

func TestWhatWasSaidBeforeAKillOpensNothingAfterIt(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, &tunnelv1.TunnelInbound{Tag: "door", Protocol: "vmess", Config: fmt.Sprintf(
		`{"tag":"door","protocol":"vmess","listen":"127.0.0.1","port":%d,"allowPrivate":true,"settings":{}}`, port)})
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	through := func(port int) {
		t.Helper()
		connect(t, clientOf(t, "vmess", map[string]any{"address": "127.0.0.1", "port": port, "id": secret, "security": "auto"}), target)
	}
	on := peer.TapStream(t, port)
	through(on.Port)
	e.kill()
	here.start(t)
	opened := target.opened.Load()
	again, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	if _, err := again.Write(bytes.Join(on.Heard(), nil)); err != nil {
		t.Fatal(err)
	}
	_ = again.(*net.TCPConn).CloseWrite()
	gone(t, again)
	if more := target.opened.Load() - opened; more > 0 {
		t.Errorf("%d came to the target", more)
	}
	through(port)
}
