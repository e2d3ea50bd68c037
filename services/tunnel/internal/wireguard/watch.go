package wireguard

import (
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"golang.zx2c4.com/wireguard/wgctrl/wgtypes"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/wireguard/host"
)

const (
	// lookEvery at what the kernel has carried; less often where a look takes long.
	lookEvery     = 100 * time.Millisecond
	restPerEffort = 4
	// creditBytes are charged ahead for a peer that is present: what 10 Gbit/s carry between two looks.
	creditBytes = 128 << 20
	// trustBytes may pass of a peer that is not known to be there yet, so that it need not wait for the next look. They are
	// the overrun that there may be.
	trustBytes = 32 << 10
)

// watch looks regularly at what the kernel carries, settles it with the accounts, and renews allowances.
type watch struct {
	book   *account.Book
	tag    string
	name   string
	device kernelDevice
	meter  *host.Peers

	mu      sync.Mutex
	peers   map[key]*watched
	numbers int
	ended   chan struct{} // a session has: look at once
	stop    chan struct{}
	stopped chan struct{}
}

func startWatch(book *account.Book, tag, name string, device kernelDevice, meter *host.Peers) *watch {
	w := &watch{
		book: book, tag: tag, name: name, device: device, meter: meter, peers: map[key]*watched{},
		ended: make(chan struct{}, 1), stop: make(chan struct{}), stopped: make(chan struct{}),
	}
	go w.run()
	return w
}

func (w *watch) run() {
	defer close(w.stopped)
	for pause := time.NewTimer(lookEvery); ; {
		select {
		case <-w.stop:
			return
		case <-pause.C:
		case <-w.ended:
		}
		began := time.Now()
		if err := w.look(began); err != nil {
			slog.Error("cannot look at the kernel's WireGuard", "inbound", w.tag, "error", err)
		}
		pause.Reset(max(lookEvery, restPerEffort*time.Since(began)))
	}
}

// close settles what was carried, once no more can be.
func (w *watch) close() {
	close(w.stop)
	<-w.stopped
	w.mu.Lock()
	public := make([]key, 0, len(w.peers))
	for each := range w.peers {
		public = append(public, each)
	}
	w.mu.Unlock()
	if err := w.forget(public); err != nil {
		slog.Error("not all that was carried is counted", "inbound", w.tag, "error", err)
	}
}

func (w *watch) add(added []watched) error {
	if len(added) == 0 {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var told []host.Peer
	for _, each := range added {
		w.numbers++
		each.number, each.until = w.numbers, trustBytes
		w.peers[each.public] = &each
		told = append(told, each.inMeter())
	}
	return w.meter.Add(trustBytes, told...)
}

// forget stops peers at once, and settles what they had carried.
func (w *watch) forget(public []key) error {
	if len(public) == 0 {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	nothing := map[int]uint64{}
	var told []host.Peer
	var numbers []int
	for _, each := range public {
		if p := w.peers[each]; p != nil {
			nothing[p.number] = 0
			told, numbers = append(told, p.inMeter()), append(numbers, p.number)
		}
	}
	failed := w.meter.Allow(nothing)
	passed, err := w.meter.Read(numbers...)
	for _, each := range public {
		if p := w.peers[each]; p != nil && err == nil {
			p.settle(passed[p.number])
			p.leave()
		}
		delete(w.peers, each)
	}
	return errors.Join(failed, err, w.meter.Remove(told...))
}

func (w *watch) look(now time.Time) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	passed, err := w.meter.Read()
	if err != nil {
		return err
	}
	device, err := w.device.Device(w.name)
	if err != nil {
		return err
	}
	until := map[int]uint64{}
	for i := range device.Peers {
		if p := w.peers[key(device.Peers[i].PublicKey)]; p != nil {
			if allowed := w.tend(p, passed[p.number], &device.Peers[i], now); allowed != p.until {
				p.until, until[p.number] = allowed, allowed
			}
		}
	}
	if len(until) == 0 {
		return nil
	}
	return w.meter.Allow(until)
}

// tend brings a peer's account to what passed, and says up to where more may.
func (w *watch) tend(p *watched, passed host.Passed, is *wgtypes.Peer, now time.Time) uint64 {
	refused := passed.Asked-p.seen.Asked > passed.Up-p.seen.Up+passed.Down-p.seen.Down
	p.settle(passed)
	if p.ending {
		p.leave()
	}
	more := passed.Up+passed.Down > p.seen.Up+p.seen.Down
	present := now.Sub(is.LastHandshakeTime) < presentFor
	source := netip.Addr{}
	if is.Endpoint != nil {
		source = is.Endpoint.AddrPort().Addr().Unmap()
	}
	switch {
	case p.session == nil && !more && !present:
		return passed.Asked + trustBytes
	case p.session == nil && !w.enter(p, source, now):
		return 0
	}
	p.settle(passed)
	if err := p.session.Context().Err(); err != nil || !present || source != p.session.Source() || p.session.Shaped() {
		p.ending = true
		return 0
	}
	if p.credit.Bytes() < creditBytes/2 && p.credit.Raise(creditBytes, refused) != nil {
		p.ending = true
		return 0
	}
	return passed.Asked + p.credit.Bytes()
}

// enter opens a session, or not for a while.
func (w *watch) enter(p *watched, source netip.Addr, now time.Time) bool {
	if now.Before(p.retryAt) {
		return false
	}
	session, err := w.book.Open(context.Background(), p.ID, p.Device, w.tag, source)
	if err == nil && session.Shaped() {
		session.Close()
		err = errShaped
	}
	if err != nil {
		p.retryAt = now.Add(retryAfter)
		return false
	}
	number := p.number
	context.AfterFunc(session.Context(), func() { w.stopNow(number, context.Cause(session.Context())) })
	p.session, p.credit = session, session.Credit()
	return true
}

// stopNow lets nothing more pass of a peer whose session was ended by others, before a look that may take long.
func (w *watch) stopNow(number int, cause error) {
	if errors.Is(cause, account.ErrClosed) {
		return
	}
	if err := w.meter.Allow(map[int]uint64{number: 0}); err != nil {
		slog.Error("cannot stop a peer at once", "inbound", w.tag, "error", err)
	}
	select {
	case w.ended <- struct{}{}:
	default:
	}
}
