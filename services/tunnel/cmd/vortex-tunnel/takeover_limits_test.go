package main

import (
	"testing"

	"github.com/google/uuid"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

func TestDevicesAreHeldOverBothProcesses(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	first := here.start(t)
	first.apply(t, vless("door", port))
	user, secret := newUser("door")
	const otherSecret = "5783a3e7-e373-51cd-8642-c83782b807c5"
	user.Limits = &tunnelv1.UserLimits{MostDevices: 1}
	user.Devices = append(user.Devices, &tunnelv1.TunnelDevice{
		Id: uuid.NewString(), Access: []*tunnelv1.InboundAccess{{InboundTag: "door", Secret: otherSecret}},
	})
	first.snapshot(t, 1, user)
	ofOne, ofOther := client(t, port, secret), client(t, port, otherSecret)
	kept := connect(t, ofOne, target)
	here.takeOver(t, first, "--drain", "60s")
	comesIn := func() bool {
		conn, err := ofOther.Dial("tcp", target.address)
		if err != nil {
			return false
		}
		defer func() { _ = conn.Close() }()
		return ping(conn) == nil
	}
	if comesIn() {
		t.Error("a second device is let in while the first is at the process before")
	}
	_ = connect(t, ofOne, target).Close()
	if err := ping(kept); err != nil {
		t.Errorf("the connection that was open: %v", err)
	}
	_ = kept.Close()
	waitFor(t, "the second device comes in when the first has left", comesIn)
}
