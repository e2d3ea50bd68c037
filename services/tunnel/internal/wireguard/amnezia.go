package wireguard

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"

	awgconn "github.com/amnezia-vpn/amneziawg-go/conn"
	awgdevice "github.com/amnezia-vpn/amneziawg-go/device"
	awgtun "github.com/amnezia-vpn/amneziawg-go/tun"
	"golang.zx2c4.com/wireguard/tun"
)

type amneziaCarrier struct{ *awgdevice.Device }

func newAmneziaCarrier(network tun.Device, apart bool, tell func(string, ...any)) carrier {
	return amneziaCarrier{awgdevice.NewDevice(
		amneziaTUN{network, amneziaEvents(network)}, amneziaBind{awgconn.NewDefaultBind(), apart},
		&awgdevice.Logger{Verbosef: awgdevice.DiscardLogf, Errorf: tell},
	)}
}

// change implements carrier. At the end of every set the device writes its message types anew, unguarded, beside those who
// read them: so a set of peers ends with a line that it cannot read, after one for a peer that it ignores, itself.
func (c amneziaCarrier) change(peers, own string) error {
	const end = "end of peers"
	err := c.IpcSet(peers + "public_key=" + own + "\n" + end + "\n")
	if err != nil && strings.HasSuffix(err.Error(), strconv.Quote(end)) {
		return nil
	}
	return errors.Join(errors.New("the device did not come to the end of the peers"), err)
}

func (c amneziaCarrier) source(of key) netip.Addr {
	if peer := c.LookupPeer(awgdevice.NoisePublicKey(of)); peer != nil {
		return sourceIn(peer.SendBuffers(nil))
	}
	return netip.Addr{}
}

// amneziaBind is plainBind for a module that names the same things its own way.
type amneziaBind struct {
	awgconn.Bind
	apart bool
}

// Send implements conn.Bind.
func (b amneziaBind) Send(packets [][]byte, endpoint awgconn.Endpoint) error {
	if len(packets) == 0 {
		return isAt{endpoint.DstIP()}
	}
	if b.apart {
		keepApart(packets)
	}
	return b.Bind.Send(packets, endpoint)
}

// amneziaTUN is a TUN whose events have the module's type.
type amneziaTUN struct {
	tun.Device
	events <-chan awgtun.Event
}

// Events implements tun.Device.
func (t amneziaTUN) Events() <-chan awgtun.Event { return t.events }

func amneziaEvents(network tun.Device) <-chan awgtun.Event {
	events := make(chan awgtun.Event, eventsQueue)
	go func() {
		defer close(events)
		for each := range network.Events() {
			events <- awgtun.Event(each)
		}
	}()
	return events
}
