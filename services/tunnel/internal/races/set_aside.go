//go:build race

package races

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// Seen tells that the race detector looks on.
const Seen = true

// SetAside has the detector look past Xray's races. TestMain calls it first: the detector reads what it is told when the
// program starts, so the program starts once more. Programs that it starts are told too.
func SetAside() {
	const variable, option = "GORACE", " suppressions="
	told := " " + os.Getenv(variable)
	if strings.Contains(told, option) {
		return
	}
	_, file, _, _ := runtime.Caller(0)
	told += option + filepath.Join(filepath.Dir(file), "upstream.txt")
	program, err := os.Executable()
	if err == nil {
		err = os.Setenv(variable, told)
	}
	if err == nil {
		err = syscall.Exec(program, os.Args, os.Environ())
	}
	panic(err)
}
