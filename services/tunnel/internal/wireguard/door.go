package wireguard

import (
	"bytes"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// door is an inbound as it runs.
type door interface {
	inbound() vortex.Inbound
	change(vortex.UserChange) error
	users() []vortex.User
	close()
}

func same(d door, given vortex.Inbound) bool { return bytes.Equal(d.inbound().Config, given.Config) }

// userspaceDoor is an inbound whose device is in this process.
type userspaceDoor struct {
	roster
	given   vortex.Inbound
	config  Config
	public  string // key of the node, as the device takes it
	carrier carrier
	meter   *meter
	place   place
	stop    chan struct{}
	tended  chan struct{}
}

func openUserspace(book *account.Book, given vortex.Inbound, config Config) (door, error) {
	d := &userspaceDoor{
		roster: newRoster(config.Pools), given: given, config: config, meter: newMeter(book, given.Tag, newReach(config)),
		stop: make(chan struct{}), tended: make(chan struct{}),
	}
	network, err := d.enterNetwork()
	if err != nil {
		return nil, err
	}
	d.carrier = newCarrier(config, given.Tag, behind(d.meter, network))
	go d.tend()
	if err := d.listen(); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

func (d *userspaceDoor) listen() error {
	private, _ := keyOf(d.config.PrivateKey) // checked by parse
	var err error
	if d.public, err = publicOf(private); err != nil {
		return err
	}
	probe, err := probeOf(private)
	if err != nil {
		return err
	}
	commands := fmt.Sprintf("private_key=%s\nlisten_port=%d\n", private.hex(), d.config.Port)
	if d.config.Amnezia != nil {
		commands += d.config.Amnezia.commands()
	}
	commands += "public_key=" + probe + "\n"
	if err := d.carrier.IpcSet(commands); err != nil {
		return fmt.Errorf("configure the device: %w", err)
	}
	if err := d.carrier.Up(); err != nil {
		return fmt.Errorf("listen on port %d: %w", d.config.Port, err)
	}
	return nil
}

func (d *userspaceDoor) inbound() vortex.Inbound { return d.given }

// close ends everything of the inbound.
func (d *userspaceDoor) close() {
	close(d.stop)
	<-d.tended
	for _, each := range d.byKey {
		each.leaveForGood(d.meter)
	}
	d.place.leave()
	d.carrier.Close() // with its TUN
	d.place.close()
	d.meter.waiting.Wait() // their sessions have ended
}

func (d *userspaceDoor) tend() {
	defer close(d.tended)
	const often, lookAround = time.Second, 5 * time.Second
	tick, look := time.NewTicker(often), time.NewTicker(lookAround)
	defer tick.Stop()
	defer look.Stop()
	for {
		select {
		case <-d.stop:
			return
		case <-look.C:
			d.meter.reach.look()
		case now := <-tick.C:
			for _, each := range d.meter.present.all() {
				each.tend(d.meter, now)
			}
		}
	}
}

// mostAtOnce users are told to the device in one go: between two of them it answers others.
const mostAtOnce = 500

func (d *userspaceDoor) change(change vortex.UserChange) error {
	var commands strings.Builder
	for _, key := range change.Removed {
		d.remove(key, &commands)
	}
	var refused vortex.RefusedUsers
	told := 0
	for _, user := range change.Upserts {
		if before := d.byKey[user.Key()]; before != nil && before.User == user {
			continue
		}
		d.remove(user.Key(), &commands)
		if err := d.add(user, &commands); err != nil {
			refused = append(refused, vortex.RefusedUser{Tag: d.given.Tag, DeviceKey: user.Key(), Cause: err})
		}
		if told++; told%mostAtOnce == 0 {
			if err := d.tell(&commands); err != nil {
				return err
			}
		}
	}
	if err := d.tell(&commands); err != nil {
		return err
	}
	if len(refused) > 0 {
		return refused
	}
	return nil
}

func (d *userspaceDoor) tell(commands *strings.Builder) error {
	defer commands.Reset()
	if commands.Len() == 0 {
		return nil
	}
	if err := d.carrier.change(commands.String(), d.public); err != nil {
		return fmt.Errorf("inbound %q: change peers: %w", d.given.Tag, err)
	}
	return nil
}

func (d *userspaceDoor) add(user vortex.User, commands *strings.Builder) error {
	proof, err := proofOf(user)
	if err != nil {
		return err
	}
	if err := d.check(user, proof, &d.meter.peers); err != nil {
		return err
	}
	added := newPeer(user, func() netip.Addr { return d.carrier.source(proof.public) })
	d.byKey[user.Key()], d.byProof[proof.public] = added, struct{}{}
	d.meter.peers.add(added)
	commands.WriteString(addition(user, proof))
	return nil
}

// remove ends the peer at once: its packets find nobody from here on.
func (d *userspaceDoor) remove(of vortex.DeviceKey, commands *strings.Builder) {
	removed := d.byKey[of]
	if removed == nil {
		return
	}
	d.meter.peers.remove(removed)
	removed.leaveForGood(d.meter)
	proof, _ := proofOf(removed.User) // was read when it was added
	delete(d.byKey, of)
	delete(d.byProof, proof.public)
	commands.WriteString(removal(proof))
}
