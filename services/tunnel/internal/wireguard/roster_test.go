package wireguard

import (
	"errors"
	"net/netip"
	"testing"

	"github.com/google/uuid"

	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

func TestOneDeviceServesNoMorePeersThanWireGuardCan(t *testing.T) {
	r := newRoster([]netip.Prefix{netip.MustParsePrefix("10.8.0.0/24")})
	peers := table{peers: map[netip.Addr]*peer{}}
	user := vortex.User{ID: uuid.New(), Device: uuid.New(), IPv4: netip.MustParseAddr("10.8.0.2")}
	fresh := proof{public: key{1}}
	for len(r.byKey) < mostPeers-1 {
		r.byKey[vortex.DeviceKey{ID: uuid.New()}] = &peer{}
	}
	if err := r.check(user, fresh, &peers); err != nil {
		t.Errorf("the last: %v", err)
	}
	r.byKey[vortex.DeviceKey{ID: uuid.New()}] = &peer{}
	if err := r.check(user, fresh, &peers); !errors.Is(err, errFull) {
		t.Errorf("one more: %v", err)
	}
}
