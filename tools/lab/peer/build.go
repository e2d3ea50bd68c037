// Package peer builds and runs the independent programs of laboratories, each from a pinned module of its own.
package peer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"

	"golang.org/x/sys/unix"
)

// Source is a program of ours or of others, in a folder of this repository that is a Go module.
type Source struct {
	name, folder, pkg string
	flags             []string
}

// The programs there are.
var (
	Xray        = Source{name: "xray", folder: "tools/lab/peers", pkg: "github.com/xtls/xray-core/main", flags: []string{"-trimpath"}}
	SingBox     = Source{name: "sing-box", folder: "tools/lab/peers/sing-box", pkg: "github.com/sagernet/sing-box/cmd/sing-box", flags: []string{"-tags", "with_quic,with_grpc,with_utls"}}
	Mihomo      = Source{name: "mihomo", folder: "tools/lab/peers/mihomo", pkg: "github.com/metacubex/mihomo", flags: []string{"-trimpath", "-tags", "with_gvisor"}}
	Links       = Source{name: "links", folder: "tools/lab/peers/mihomo", pkg: "./links", flags: []string{"-trimpath"}}
	WireGuardGo = Source{name: "wireguard-go", folder: "tools/lab/peers/wireguard-go", pkg: "golang.zx2c4.com/wireguard", flags: []string{"-trimpath"}}
	Engine      = Source{name: "vortex-tunnel", folder: "services/tunnel", pkg: "./cmd/vortex-tunnel", flags: []string{"-ldflags", "-s -w"}}
)

// Named is the program of that name.
func Named(name string) (Source, bool) {
	for _, each := range []Source{Xray, SingBox, Mihomo, Links, WireGuardGo, Engine} {
		if each.name == name {
			return each, true
		}
	}
	return Source{}, false
}

var buildEngine = sync.OnceValues(func() (string, error) {
	cache, err := cacheFolder()
	if err != nil {
		return "", err
	}
	unlock, err := lock(filepath.Join(cache, Engine.name+".lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	path := filepath.Join(cache, Engine.name)
	return path, Engine.build(path)
})

func cacheFolder() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	cache = filepath.Join(cache, "vortexpanel", "lab")
	return cache, os.MkdirAll(cache, 0o755)
}

// Build answers with the path of the program. One of others is built once for each version of its module's sums; ours is
// built by each process anew, which costs little when nothing has changed, unless VORTEX_LAB_ENGINE names one that is built.
func (s Source) Build() (path string, err error) {
	if s.name == Engine.name {
		if given := os.Getenv("VORTEX_LAB_ENGINE"); given != "" {
			return given, nil
		}
		return buildEngine()
	}
	cache, err := cacheFolder()
	if err != nil {
		return "", err
	}
	unlock, err := lock(filepath.Join(cache, s.name+".lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	key, err := s.key()
	if err != nil {
		return "", err
	}
	path = filepath.Join(cache, s.name+"-"+key)
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	return path, s.build(path)
}

// key is what the built program depends on.
func (s Source) key() (string, error) {
	sum := sha256.New()
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join(root(), s.folder, name))
		if err != nil {
			return "", err
		}
		sum.Write(content)
	}
	fmt.Fprint(sum, runtime.Version(), s.pkg, s.flags)
	const enough = 12
	return hex.EncodeToString(sum.Sum(nil))[:enough], nil
}

func (s Source) build(path string) error {
	fresh := fmt.Sprintf("%s.%d", path, os.Getpid())
	arguments := append(append([]string{"build"}, s.flags...), "-o", fresh, s.pkg)
	command := exec.Command("go", arguments...)
	command.Dir = filepath.Join(root(), s.folder)
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", s.name, err, said)
	}
	return os.Rename(fresh, path) // one that runs keeps its file
}

// root is the folder of the repository.
func root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "../../..")
}

// lock keeps other processes from building the same.
func lock(path string) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), file.Close())
	}
	return func() { _ = file.Close() }, nil
}
