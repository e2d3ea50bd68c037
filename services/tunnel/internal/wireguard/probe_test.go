package wireguard

import "testing"

// The panel derives the same: services/nodes/src/health/wireguard-door.spec.ts.
func TestTheProbesKeyFollowsFromTheInbounds(t *testing.T) {
	var private key
	for i := range private {
		private[i] = byte(i)
	}
	public, err := probeOf(private)
	if err != nil {
		t.Fatal(err)
	}
	if public != "84fa1fbf3afd6a1d6ae1ef6cf77bdb484003fc4e20f69fc5114bc720a9bcda33" {
		t.Errorf("the probe's key is %s", public)
	}
}
