package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// period in which a share is given out: short against what TCP waits for.
const periodMicros = 10_000

// share holds a process to a percentage of one CPU, so that it and not the rest of the laboratory is what a comparison
// measures: clients are on the same CPUs and do the same work. The kernel's part of it, done in the process' calls, is in.
type share struct{ folder string }

// hold makes a control group for the process, of either version of them.
func hold(pid, percent int) (*share, error) {
	name := fmt.Sprintf("vortex-bench-%d", pid)
	quota := strconv.Itoa(periodMicros * percent / 100)
	s := &share{filepath.Join("/sys/fs/cgroup", name)}
	settings := [][2]string{{"cpu.max", fmt.Sprintf("%s %d", quota, periodMicros)}}
	if _, err := os.Stat("/sys/fs/cgroup/cpu"); err == nil {
		s.folder = filepath.Join("/sys/fs/cgroup/cpu", name)
		settings = [][2]string{{"cpu.cfs_period_us", strconv.Itoa(periodMicros)}, {"cpu.cfs_quota_us", quota}}
	}
	if err := os.Mkdir(s.folder, 0o755); err != nil {
		return nil, fmt.Errorf("hold a process to a share of a CPU: %w", err)
	}
	for _, each := range append(settings, [2]string{"cgroup.procs", strconv.Itoa(pid)}) {
		if err := os.WriteFile(filepath.Join(s.folder, each[0]), []byte(each[1]), 0o644); err != nil {
			s.close()
			return nil, fmt.Errorf("hold a process to a share of a CPU: %w", err)
		}
	}
	return s, nil
}

// close lets the process go, to where it may have all.
func (s *share) close() {
	procs := filepath.Join(s.folder, "cgroup.procs")
	if held, err := os.ReadFile(procs); err == nil {
		_ = os.WriteFile(filepath.Join(filepath.Dir(s.folder), "cgroup.procs"), held, 0o644) // it may have ended
	}
	_ = os.Remove(s.folder)
}
