package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// idle builds the program as it is shipped, starts it without anything to serve, and tells what it weighs.
func idle() (megabytes float64, err error) {
	folder, err := os.MkdirTemp("", "tunnel-idle-")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	at := func(name string) string { return filepath.Join(folder, name) }
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", at("vortex-tunnel"), "vortexpanel.dev/tunnel/cmd/vortex-tunnel")
	if said, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("build the engine: %w\n%s", err, said)
	}
	engine := exec.Command(at("vortex-tunnel"), "--socket", at("socket"), "--state", at("state"), "--ledger", at("ledger"))
	if err := engine.Start(); err != nil {
		return 0, err
	}
	defer func() { _ = errors.Join(engine.Process.Kill(), engine.Wait()) }()
	const patience, often, settles = 30 * time.Second, 20 * time.Millisecond, 2 * time.Second
	for deadline := time.Now().Add(patience); ; time.Sleep(often) {
		conn, err := net.Dial("unix", at("socket"))
		if err == nil {
			_ = conn.Close()
			break
		}
		if time.Now().After(deadline) {
			return 0, fmt.Errorf("the engine does not answer: %w", err)
		}
	}
	time.Sleep(settles)
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", engine.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	var kilobytes float64
	_, err = fmt.Sscan(rest, &kilobytes)
	return kilobytes / 1024, err
}
