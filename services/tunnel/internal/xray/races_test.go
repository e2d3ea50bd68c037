package xray

import (
	"os"
	"runtime/debug"
	"strings"
	"testing"

	"vortexpanel.dev/tunnel/internal/races"
)

func TestMain(m *testing.M) {
	races.SetAside()
	os.Exit(m.Run())
}

// skipWithCheckedPointers skips Vision where the race detector has the compiler check how pointers are reckoned with: it
// reaches into TLS connections so. -gcflags=github.com/xtls/xray-core/proxy/vless/...=-d=checkptr=0 leaves that package out.
func (d door) skipWithCheckedPointers(t testing.TB) {
	t.Helper()
	if races.Seen && d.settings["flow"] != nil && !leavesPointersAlone() {
		t.Skip("built without -gcflags=github.com/xtls/xray-core/proxy/vless/...=-d=checkptr=0")
	}
}

func leavesPointersAlone() bool {
	built, _ := debug.ReadBuildInfo()
	for _, setting := range built.Settings {
		if setting.Key == "-gcflags" {
			return strings.HasSuffix(setting.Value, "-d=checkptr=0")
		}
	}
	return false
}
