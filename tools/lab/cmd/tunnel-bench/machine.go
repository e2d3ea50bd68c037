package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// machine says where it is measured.
func machine() string {
	return fmt.Sprintf("%s, %d CPUs, Linux %s, %s", model(), runtime.NumCPU(), first("/proc/sys/kernel/osrelease"), runtime.Version())
}

func model() string {
	said, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.Lines(string(said)) {
		if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

func first(path string) string {
	said, err := os.ReadFile(path)
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(said))
}

// cpuSeconds a process has used: its clock, by the number that clock_getcpuclockid(3) makes of it.
func cpuSeconds(pid int) float64 {
	const scheduled = 2
	var used unix.Timespec
	if err := unix.ClockGettime(int32(^pid<<3|scheduled), &used); err != nil {
		return 0 // it has ended
	}
	return time.Duration(used.Nano()).Seconds()
}
