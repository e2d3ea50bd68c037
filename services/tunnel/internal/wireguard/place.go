package wireguard

import (
	"errors"
	"fmt"
	"log/slog"

	"vortexpanel.dev/tunnel/internal/wireguard/host"
)

var errPrivilege = errors.New("datapath: the process lacks")

// place is what stands behind a network and ends with it.
type place struct {
	// leave ends what waits for the internet, before the device is closed; close the rest, after it.
	leave, close func()
}

// enterNetwork finds where the packets of peers meet the internet.
func (d *userspaceDoor) enterNetwork() (network, error) {
	if d.config.Datapath == DatapathStack {
		return d.enterStack()
	}
	err := host.Missing()
	if err == nil {
		var entered network
		if entered, err = d.enterHost(); err == nil {
			return entered, nil
		}
	} else {
		err = fmt.Errorf("%w %w", errPrivilege, err)
	}
	if d.config.Datapath == DatapathTUN {
		return nil, err
	}
	slog.Warn("an inbound serves from a network stack of its own", "inbound", d.given.Tag, "cause", err)
	return d.enterStack()
}

func (d *userspaceDoor) enterStack() (network, error) {
	entered, err := newStackTUN(d.config.MTUBytes)
	if err != nil {
		return nil, err
	}
	forwarding := forward(entered.stack, d.meter)
	d.place = place{leave: forwarding.cancel, close: forwarding.Close}
	return entered, nil
}

func (d *userspaceDoor) enterHost() (network, error) {
	name := host.LinkName(d.config.Port)
	entered, err := newHostTUN(name, d.config.MTUBytes, d.config.UDPOffload.off(runningKernel()))
	if err != nil {
		return nil, err
	}
	set, err := host.SetUp(host.Tunnel{Link: name, Networks: d.config.Pools, AllowPrivate: d.config.AllowPrivate})
	if err != nil {
		return nil, errors.Join(err, entered.Close())
	}
	d.place = place{leave: func() {}, close: func() {
		if err := set.Close(); err != nil {
			slog.Error("the machine is not as it was", "inbound", d.given.Tag, "error", err)
		}
	}}
	return entered, nil
}
