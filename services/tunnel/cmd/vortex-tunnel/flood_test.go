package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/peer"
)

// tcpDoors are inbounds of each protocol and of transports that shake hands in their own way.
func tcpDoors(t *testing.T) (inbounds []*tunnelv1.TunnelInbound, ports []int) {
	t.Helper()
	folder := t.TempDir()
	writeCertificate(t, folder)
	tls := fmt.Sprintf(`"security":"tls","tlsSettings":{"certificates":[{"certificateFile":"%s/cert.pem","keyFile":"%s/key.pem"}]}`, folder, folder)
	for n, each := range []struct{ protocol, settings, stream string }{
		{"vless", `{"decryption":"none"}`, `"network":"raw"`},
		{"vless", `{"decryption":"none","flow":"xtls-rprx-vision"}`, `"network":"raw",` + tls},
		{"vless", `{"decryption":"none"}`, `"network":"ws",` + tls},
		{"vless", `{"decryption":"none"}`, `"network":"grpc",` + tls},
		{"vless", `{"decryption":"none"}`, `"network":"xhttp",` + tls},
		{"vmess", `{}`, `"network":"raw"`},
		{"trojan", `{}`, `"network":"raw",` + tls},
		{"shadowsocks", `{"method":"aes-128-gcm","network":"tcp","clients":[]}`, `"network":"raw"`},
		{"shadowsocks", `{"method":"2022-blake3-aes-128-gcm","password":"AAAAAAAAAAAAAAAAAAAAAA==","network":"tcp"}`, `"network":"raw"`},
		{"http", `{}`, `"network":"raw"`},
		{"socks", `{"auth":"password"}`, `"network":"raw"`},
	} {
		tag, port := fmt.Sprintf("flooded-%d", n), peer.FreePort(t)
		inbounds = append(inbounds, &tunnelv1.TunnelInbound{Tag: tag, Protocol: each.protocol, Config: fmt.Sprintf(
			`{"tag":%q,"protocol":%q,"listen":"127.0.0.1","port":%d,"settings":%s,"streamSettings":{%s}}`, tag, each.protocol, port, each.settings, each.stream)})
		ports = append(ports, port)
	}
	return inbounds, ports
}

// gauge is one number of the metrics.
func (p place) gauge(t *testing.T, name string) float64 {
	t.Helper()
	found := regexp.MustCompile(`(?m)^` + name + ` (\S+)$`).FindStringSubmatch(p.scrape(t))
	if found == nil {
		t.Fatalf("no %s in the metrics", name)
	}
	value, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// held is the memory in use as of the last collection, and stacks. What the process has of the machine says less: garbage
// that nobody needed to collect is part of it.
func (p place) held(t *testing.T) float64 {
	t.Helper()
	return p.gauge(t, "go_gc_heap_live_bytes") + p.gauge(t, "go_memstats_stack_inuse_bytes")
}

func TestTenThousandConnectionsThatSayNothingCostLittleAndAreForgotten(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	inbounds, ports := tcpDoors(t)
	e.apply(t, append(inbounds, vless("door", port))...)
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	through := client(t, port, secret)
	kept := connect(t, through, target)
	goroutines, memory := here.gauge(t, "go_goroutines"), here.held(t)

	const many, mostBytesEach = 10_000, 64 << 10
	silent := make([]net.Conn, 0, many)
	for n := range many {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", ports[n%len(ports)]))
		if err != nil {
			t.Fatalf("the %dth: %v", n, err)
		}
		silent = append(silent, conn)
	}
	if err := ping(kept); err != nil {
		t.Errorf("the connection that was open: %v", err)
	}
	connect(t, through, target)
	grown := here.held(t) - memory
	if grown > many*mostBytesEach {
		t.Errorf("%d connections cost %.0f bytes each", many, grown/many)
	}
	t.Logf("%d silent connections: %.0f bytes each", many, grown/many)
	for _, conn := range silent {
		_ = conn.Close()
	}
	const few = 50
	waitFor(t, "the engine is as it was", func() bool { return here.gauge(t, "go_goroutines") <= goroutines+few })
}

func TestAnEngineOutOfDescriptorsServesAgainWhenThereAreSome(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	e := here.start(t)
	e.apply(t, vless("door", port))
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	through := client(t, port, secret)
	kept := connect(t, through, target)
	const most = 100
	if err := unix.Prlimit(e.process.Pid, unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: most, Max: most}, nil); err != nil {
		t.Fatal(err)
	}
	var flood []net.Conn
	for range 3 * most {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			break
		}
		flood = append(flood, conn)
	}
	if err := ping(kept); err != nil {
		t.Errorf("the connection that was open: %v", err)
	}
	if _, err := e.GetHealth(t.Context(), &tunnelv1.GetHealthRequest{}); err != nil {
		t.Errorf("the agent is not answered: %v", err)
	}
	for _, conn := range flood {
		_ = conn.Close()
	}
	waitFor(t, "connections are taken again", func() bool {
		conn, err := through.Dial("tcp", target.address)
		if err == nil {
			err = ping(conn)
			_ = conn.Close()
		}
		return err == nil
	})
}

func TestAFullDiskKeepsNobodyFromBeingServed(t *testing.T) {
	here, target, port := newPlace(t), newInternet(t), peer.FreePort(t)
	if err := unix.Mount("tmpfs", here.folder, "tmpfs", 0, "size=1m"); err != nil {
		t.Fatalf("a small disk to fill needs root: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(here.folder, unix.MNT_DETACH) })
	e := here.start(t)
	e.apply(t, vless("door", port))
	user, secret := newUser("door")
	e.snapshot(t, 1, user)
	through := client(t, port, secret)
	kept := connect(t, through, target)
	filler, err := os.Create(filepath.Join(here.folder, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	for chunk := make([]byte, 4096); err == nil; _, err = filler.Write(chunk) {
	}
	_ = filler.Close()

	// A change is served though it cannot be written, and told.
	second, secondSecret := newUser("door")
	change := &tunnelv1.ApplyUsersRequest{Generation: "one", FromRevision: 1, ToRevision: 2, Upserts: []*tunnelv1.TunnelUser{second}}
	for range 200 { // enough to outgrow what the file system has set aside
		extra, _ := newUser("door")
		change.Upserts = append(change.Upserts, extra)
	}
	if _, err := e.ApplyUsers(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	connect(t, client(t, port, secondSecret), target)
	if err := ping(kept); err != nil {
		t.Errorf("the connection that was open: %v", err)
	}
	health, err := e.GetHealth(t.Context(), &tunnelv1.GetHealthRequest{})
	if err != nil || health.Healthy {
		t.Errorf("health: %v, %v", health, err)
	}

	// With room again, all of it is written.
	if err := os.Remove(filler.Name()); err != nil {
		t.Fatal(err)
	}
	if _, err := e.ApplyUsers(t.Context(), &tunnelv1.ApplyUsersRequest{Generation: "one", FromRevision: 2, ToRevision: 3}); err != nil {
		t.Fatal(err)
	}
	if health, err := e.GetHealth(t.Context(), &tunnelv1.GetHealthRequest{}); err != nil || !health.Healthy {
		t.Errorf("health: %v, %v", health, err)
	}
	e.kill()
	e = here.start(t)
	if users := e.hello(t).UsersRevision; users != 3 {
		t.Errorf("restored revision %d", users)
	}
	connect(t, client(t, port, secondSecret), target)
}
