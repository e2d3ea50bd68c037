// Package peer runs independent programs that tests put on the other side of the engine.
package peer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"
)

// Xray starts a stock Xray with a configuration in its own JSON and ends it with the test.
func Xray(t testing.TB, config map[string]any) {
	t.Helper()
	document, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	path, err := xray()
	if err != nil {
		t.Fatal(err)
	}
	program := exec.Command(path, "run", "-c", "stdin:")
	var said bytes.Buffer
	program.Stdin, program.Stdout, program.Stderr = bytes.NewReader(document), &said, &said
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- program.Wait() }()
	t.Cleanup(func() {
		_ = program.Process.Kill()
		<-ended
		if t.Failed() {
			t.Logf("Xray said:\n%s", said.String())
		}
	})
}

// xray builds it of the pinned module, once in each process: to see that nothing has changed takes Go a second.
var xray = sync.OnceValues(func() (path string, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "vortexpanel", "peers")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	path = filepath.Join(folder, "xray-core")
	command := exec.Command("go", "build", "-trimpath", "-o", path, "github.com/xtls/xray-core/main")
	command.Dir = peersFolder()
	if said, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build Xray: %w\n%s", err, said)
	}
	return path, nil
})

func peersFolder() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "../../../../tools/lab/peers")
}

// FreePort finds a port that neither TCP nor UDP of loopback uses, below those that the system lends to outgoing connections.
// Nobody else is given it until the test has ended: a socket in Linux's abstract namespace stands for the claim.
func FreePort(t testing.TB) int {
	t.Helper()
	const lowest, lent, attempts = 10_000, 32_768, 1_000
	for range attempts {
		port := lowest + rand.IntN(lent-lowest)
		claim, err := net.Listen("unix", fmt.Sprintf("@vortex-port-%d", port))
		if err != nil {
			continue
		}
		if isFree(port) {
			t.Cleanup(func() { _ = claim.Close() })
			return port
		}
		_ = claim.Close()
	}
	t.Fatal("no free port")
	return 0
}

func isFree(port int) bool {
	address := fmt.Sprintf("127.0.0.1:%d", port)
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return false
	}
	defer func() { _ = listener.Close() }()
	packets, err := net.ListenPacket("udp", address)
	if err != nil {
		return false
	}
	return packets.Close() == nil
}

// WaitForTCP waits until somebody listens on the port.
func WaitForTCP(ctx context.Context, port int) error {
	for {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			return conn.Close()
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}
