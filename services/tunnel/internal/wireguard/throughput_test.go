package wireguard

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sys/unix"
	"golang.zx2c4.com/wireguard/conn"
	"golang.zx2c4.com/wireguard/device"
	"golang.zx2c4.com/wireguard/tun"
	"golang.zx2c4.com/wireguard/wgctrl"
	"golang.zx2c4.com/wireguard/wgctrl/wgtypes"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/wireguard/host"
)

// BenchmarkTCPThroughATUN compares our device with upstream's, and with the wireguard-go that is installed (Debian's), on the
// same path: a client in a network of its own, this machine as the node, and the internet behind it. Up is from the client.
func BenchmarkTCPThroughATUN(b *testing.B) {
	for _, name := range []string{"installed", "upstream", "metered"} {
		for _, up := range []bool{true, false} {
			b.Run(fmt.Sprintf("%s/up=%v", name, up), func(b *testing.B) {
				node, client := newKeys(b), newKeys(b)
				const port = 51820
				switch name {
				case "installed":
					installedNode(b, node, client, port)
				case "upstream":
					upstreamNode(b, node, client, port)
				default:
					l := newLab(b, func(c *Config) {
						c.Datapath, c.Port, c.PrivateKey = DatapathTUN, port, inBase64(node.private)
					})
					user := vortex.User{
						ID: l.newUser(b, account.Limits{}), Device: uuid.New(), Secret: inBase64(client.public), IPv4: clientInside,
					}
					if err := l.server.ChangeUsers(b.Context(), tag, vortex.UserChange{Upserts: []vortex.User{user}}); err != nil {
						b.Fatal(err)
					}
				}
				transfer(b, remoteClient(b, node, client, port), up)
			})
		}
	}
}

var (
	clientInside = netip.MustParseAddr("10.8.0.2")
	accessAt     = []netip.Prefix{netip.MustParsePrefix("198.18.0.1/24")}
	clientAt     = []netip.Prefix{netip.MustParsePrefix("198.18.0.2/24")}
)

// access is the network of the client, once for all tests.
var access = sync.OnceValues(func() (*elsewhere, error) { return join("access0", accessAt, "client0", clientAt) })

// silentTUN keeps upstream's device up, whatever its link does.
type silentTUN struct {
	tun.Device
	events chan tun.Event
}

func (s silentTUN) Events() <-chan tun.Event { return s.events }

func upstream(b testing.TB, name, config string) *device.Device {
	made, err := tun.CreateTUN(name, usualMTU)
	if err != nil {
		b.Fatal(err)
	}
	go func() {
		for range made.Events() {
		}
	}()
	d := device.NewDevice(silentTUN{made, make(chan tun.Event)}, conn.NewDefaultBind(), device.NewLogger(device.LogLevelSilent, ""))
	b.Cleanup(d.Close)
	if err := d.IpcSet(config); err != nil {
		b.Fatal(err)
	}
	if err := d.Up(); err != nil {
		b.Fatal(err)
	}
	return d
}

func upstreamNode(b testing.TB, node, client keys, port int) {
	world(b)
	upstream(b, host.LinkName(uint16(port)), fmt.Sprintf("private_key=%s\nlisten_port=%d\npublic_key=%s\nallowed_ip=%s/32\n",
		key(node.private).hex(), port, key(client.public).hex(), clientInside))
	behindNode(b, port)
}

// installedNode runs the wireguard-go that is found in the path as the node.
func installedNode(b testing.TB, node, client keys, port int) {
	world(b)
	path, err := exec.LookPath("wireguard-go")
	if err != nil {
		b.Skip("no wireguard-go is installed")
	}
	name := host.LinkName(uint16(port))
	program := exec.Command(path, "-f", name)
	if err := program.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _, _ = program.Process.Kill(), program.Wait() })
	control, err := wgctrl.New()
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = control.Close() }()
	secret := wgtypes.Key(node.private)
	inside := net.IPNet{IP: clientInside.AsSlice(), Mask: net.CIDRMask(clientInside.BitLen(), clientInside.BitLen())}
	config := wgtypes.Config{PrivateKey: &secret, ListenPort: &port, Peers: []wgtypes.PeerConfig{
		{PublicKey: wgtypes.Key(client.public), AllowedIPs: []net.IPNet{inside}},
	}}
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		if err = control.ConfigureDevice(name, config); err == nil {
			break
		}
		if time.Now().After(deadline) {
			b.Fatal(err)
		}
	}
	behindNode(b, port)
}

// behindNode leads from a node's link to the internet.
func behindNode(b testing.TB, port int) {
	place, err := host.SetUp(host.Tunnel{Link: host.LinkName(uint16(port)), Networks: []netip.Prefix{netip.MustParsePrefix("10.8.0.0/24")}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = place.Close() })
}

// remoteClient is upstream's device in a network whose only way to the internet it is.
func remoteClient(b testing.TB, node, client keys, port int) *elsewhere {
	there, err := access()
	if err != nil {
		b.Fatal(err)
	}
	err = there.in(func() error {
		upstream(b, "wgclient0", fmt.Sprintf("private_key=%s\npublic_key=%s\nendpoint=%s:%d\nallowed_ip=0.0.0.0/0\n",
			key(client.private).hex(), key(node.public).hex(), accessAt[0].Addr(), port))
		if err := address("wgclient0", netip.PrefixFrom(clientInside, clientInside.BitLen())); err != nil {
			return err
		}
		if err := raise("wgclient0"); err != nil {
			return err
		}
		return routeOver("wgclient0", beyond[0])
	})
	if err != nil {
		b.Fatal(err)
	}
	return there
}

func transfer(b *testing.B, client *elsewhere, up bool) {
	const each = 64 << 20
	at := netip.AddrPortFrom(beyond[0], 5001)
	var listener net.Listener
	err := world(b).in(func() (err error) { listener, err = net.Listen("tcp", at.String()); return err })
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	var source, target net.Conn
	if err := client.in(func() (err error) { source, err = net.Dial("tcp", at.String()); return err }); err != nil {
		b.Fatal(err)
	}
	if target, err = listener.Accept(); err != nil {
		b.Fatal(err)
	}
	defer func() { _, _ = source.Close(), target.Close() }()
	if !up {
		source, target = target, source
	}
	go func() {
		chunk := make([]byte, 256<<10)
		for {
			if _, err := source.Write(chunk); err != nil {
				return
			}
		}
	}()
	buffer := make([]byte, 256<<10)
	b.SetBytes(each)
	began := cpuSeconds(b)
	defer func() { b.ReportMetric((cpuSeconds(b)-began)/(float64(b.N)*each)*1e9, "cpu-s/GB") }()
	for b.Loop() {
		for n := 0; n < each; {
			got, err := target.Read(buffer)
			if err != nil && err != io.EOF {
				b.Fatal(err)
			}
			n += got
		}
	}
}

// cpuSeconds of this process: node, client and both ends.
func cpuSeconds(b *testing.B) float64 {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()).Seconds()
}
