package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
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

// cpuSeconds a process has used, by proc(5): utime and stime, in hundredths.
func cpuSeconds(pid int) float64 {
	const ticks, utime = 100, 11 // behind the name, which ends with the last parenthesis
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) <= utime+1 {
		return 0
	}
	var user, system float64
	_, _ = fmt.Sscan(fields[utime], &user)
	_, _ = fmt.Sscan(fields[utime+1], &system)
	return (user + system) / ticks
}
