package peer

import (
	"testing"

	awgconn "github.com/amnezia-vpn/amneziawg-go/conn"
	awgdevice "github.com/amnezia-vpn/amneziawg-go/device"
	awgtun "github.com/amnezia-vpn/amneziawg-go/tun"
	"golang.zx2c4.com/wireguard/tun"
)

// amneziaDevice is AmneziaWG's own device over a network of the upstream one.
func amneziaDevice(t *testing.T, network tun.Device) wireguardDevice {
	t.Helper()
	return awgdevice.NewDevice(awgNetwork{network}, awgconn.NewDefaultBind(), awgdevice.NewLogger(awgdevice.LogLevelSilent, ""))
}

type awgNetwork struct{ tun.Device }

// Events implements tun.Device: none come.
func (awgNetwork) Events() <-chan awgtun.Event { return nil }
