package state

import (
	"net/netip"
	"testing"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
)

// The panel computes the same: services/nodes/src/desired/user-digest.spec.ts holds it to the same numbers.
func TestADigestIsThatOfTheContract(t *testing.T) {
	user := User{
		ID: uuid.MustParse("019f2c41-7a10-7000-8000-3f6f2b1a9d55"),
		Limits: account.Limits{
			ExpiresAt: time.UnixMilli(1_767_225_600_123), UplinkBytesPerSecond: 1000, DownlinkBytesPerSecond: 2000,
			MostAddresses: 3, MostDevices: 4, Lease: &account.Lease{Epoch: 1, UntilBytes: 5},
		},
		Devices: []Device{
			{ID: uuid.MustParse("019f2c41-7a10-7000-8000-000000000002"), Access: []Access{
				{Inbound: "b", Secret: "second"},
				{
					Inbound: "a", Secret: "first", PresharedKey: "shared", IPv4: netip.MustParseAddr("10.0.0.2"),
					IPv6: netip.MustParseAddr("fd00:0:0::2"),
				},
			}},
			{ID: uuid.MustParse("019f2c41-7a10-7000-8000-000000000001")},
		},
	}
	const wanted, wantedBare = 15967692224818276786, 8418075459222638724
	if got := user.Digest(); got != wanted {
		t.Errorf("a user with everything: %d", got)
	}
	bare := User{ID: user.ID}
	if got := bare.Digest(); got != wantedBare {
		t.Errorf("a user with nothing: %d", got)
	}
	user.Limits.Lease = nil
	if got := user.Digest(); got != wanted {
		t.Error("the lease counts")
	}
	if Bucket(user.ID) != 0x55 {
		t.Errorf("bucket %d", Bucket(user.ID))
	}
}
