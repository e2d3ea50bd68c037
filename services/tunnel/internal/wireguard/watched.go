package wireguard

import (
	"time"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/wireguard/host"
)

// watched is a peer of the kernel as far as this process knows.
type watched struct {
	vortex.User
	public  key
	number  int
	session *account.Session
	credit  *account.Credit
	// seen is what had passed at the last look; until is up to where the quota lets pass.
	seen    host.Passed
	until   uint64
	retryAt time.Time
	// ending peers pass nothing any more; the next look settles the last of what they did.
	ending bool
}

func (w *watched) inMeter() host.Peer {
	return host.Peer{ID: w.number, Addresses: tunnelAddresses(w.User)}
}

// settle counts what passed since the last look.
func (w *watched) settle(passed host.Passed) {
	if w.session == nil {
		return
	}
	w.credit.Spend(account.Uplink, passed.Up-w.seen.Up)
	w.credit.Spend(account.Downlink, passed.Down-w.seen.Down)
	w.seen = passed
}

func (w *watched) leave() {
	if w.session != nil {
		w.credit.Return()
		w.session.Close()
		w.session, w.credit, w.ending = nil, nil, false
	}
}
