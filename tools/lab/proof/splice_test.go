package proof

import (
	"crypto/tls"
	"fmt"
	"io"
	"os"
	"testing"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/lab/internet"
	"vortexpanel.dev/lab/site"
)

// What a connection of Vision carries of TLS 1.3 the kernel moves past the engine, be the user held to a speed or not.
func TestWhatVisionCarriesOfTLSPassesInTheKernel(t *testing.T) {
	const bytes = 8 << 20
	doors := []string{"vless-tls-vision", "vless-reality-vision"}
	s := shared(t)
	users := admit(t, s, nil, &tunnelv1.UserLimits{DownlinkBytesPerSecond: 40_000_000})
	target := s.At(internet.TLSSourcePort)
	for n, form := range []string{"as fast as it goes", "at a speed"} {
		ways := client(t, s, xray, s.Clients[0], site.Visit{User: users[n], Targets: targetsOf(target), Doors: doors}).Ways
		for _, door := range doors {
			t.Run(door+" "+form, func(t *testing.T) {
				for range pick(1, 10) {
					secured := tls.Client(dial(t, ways[door], "tcp", target), &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
					if _, err := secured.Write([]byte{0}); err != nil {
						t.Fatal(err)
					}
					before := bytesRead(t, s.Engine.Process.PID())
					if _, err := io.CopyN(io.Discard, secured, bytes); err != nil {
						t.Fatal(err)
					}
					_ = secured.Close()
					read := bytesRead(t, s.Engine.Process.PID()) - before
					t.Logf("%d of %d bytes were read by the engine", read, bytes)
					if read > bytes/4 {
						t.Error("they did not pass in the kernel")
					}
				}
			})
		}
	}
}

// bytesRead are those a process has read itself, by proc(5): what the kernel moves for it is not among them.
func bytesRead(t *testing.T, pid int) (read int) {
	t.Helper()
	said, err := os.ReadFile(fmt.Sprintf("/proc/%d/io", pid))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscanf(string(said), "rchar: %d", &read); err != nil {
		t.Fatal(err)
	}
	return read
}
