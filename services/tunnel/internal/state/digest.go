package state

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"vortexpanel.dev/tunnel/internal/account"
)

// Digest is what a user comes to, but for its lease. The contract of DigestUsers says of what.
func (u User) Digest() uint64 {
	sum := sha256.New()
	expires := "-"
	if !u.Limits.ExpiresAt.IsZero() {
		expires = fmt.Sprint(u.Limits.ExpiresAt.UnixMilli())
	}
	fmt.Fprintf(
		sum, "%s\n%s\n%d\n%d\n%d\n%d\n%s\n", u.ID, expires, u.Limits.UplinkBytesPerSecond, u.Limits.DownlinkBytesPerSecond,
		u.Limits.MostAddresses, u.Limits.MostDevices, u.Exit,
	)
	devices := slices.SortedFunc(slices.Values(u.Devices), func(a, b Device) int {
		return strings.Compare(a.ID.String(), b.ID.String())
	})
	for _, device := range devices {
		fmt.Fprintf(sum, "D\n%s\n", device.ID)
		granted := slices.SortedFunc(slices.Values(device.Access), func(a, b Access) int {
			return strings.Compare(a.Inbound, b.Inbound)
		})
		for _, a := range granted {
			fmt.Fprintf(sum, "A\n%s\n%s\n%s\n%s\n%s\n", a.Inbound, a.Secret, a.PresharedKey, written(a.IPv4), written(a.IPv6))
		}
	}
	return binary.BigEndian.Uint64(sum.Sum(nil))
}

func written(address netip.Addr) string {
	if !address.IsValid() {
		return ""
	}
	return address.String()
}

// Bucket is where a user is compared.
func Bucket(id account.ID) uint8 { return id[len(id)-1] }
