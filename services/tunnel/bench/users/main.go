// users measures how fast the engine takes users, and what they cost. It prints a table for `npm run bench -- tunnel-users`.
package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/node"
	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"

	_ "vortexpanel.dev/tunnel/internal/wireguard"
	_ "vortexpanel.dev/tunnel/internal/xray"
)

// subject is a protocol, and how many users it is tried with.
type subject struct {
	name, protocol, settings string
	users                    int
	secret                   func() string
}

func subjects(most int) []subject {
	key := func(bytes int) string {
		made := make([]byte, bytes)
		_, _ = rand.Read(made)
		return base64.StdEncoding.EncodeToString(made)
	}
	return []subject{
		{"VLESS", "vless", `{"decryption":"none"}`, most, uuid.NewString},
		{"Trojan", "trojan", `{}`, most, uuid.NewString},
		{"VMess", "vmess", `{}`, most, uuid.NewString},
		{"Shadowsocks 2022", "shadowsocks", `{"method":"2022-blake3-aes-128-gcm","password":"` + key(16) + `"}`, most, func() string { return key(16) }},
	}
}

// run is one start of an engine with its users.
type run struct {
	snapshot, added, delta, restored, connect time.Duration
	bytesPerUser                              float64
	// What flowed in a second without changes, and with a thousand of them.
	calm, changing float64
}

func main() {
	most := flag.Int("users", 100_000, "how many users")
	rounds := flag.Int("rounds", 3, "how often each is measured")
	weigh := flag.Bool("idle", true, "build the program, and weigh it with nothing to serve")
	flag.Parse()
	if *weigh {
		weighs, err := idle()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Printf("the program with nothing to serve: %.0f MB resident\n", weighs)
	}
	fmt.Printf("%d users of each protocol, %d rounds, medians; %s, %d processors\n\n", *most, *rounds, runtime.Version(), runtime.NumCPU())
	fmt.Println("cold load: a snapshot until it is served and stored; restored: from the file of a process that ended")
	fmt.Println("connect: to a target through the engine and a byte back; flow: 8 connections, without changes and with 1,000 a second")
	fmt.Printf("%-18s %12s %12s %12s %10s %10s %12s %22s\n", "protocol", "cold load", "restored", "one added", "deltas/s", "bytes each", "connect", "flow MB/s")
	for _, each := range subjects(*most) {
		var runs []run
		for range *rounds {
			measured, err := measure(each)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			runs = append(runs, measured)
		}
		of := func(value func(run) float64) float64 {
			values := make([]float64, len(runs))
			for n, each := range runs {
				values[n] = value(each)
			}
			slices.Sort(values)
			return values[len(values)/2]
		}
		milliseconds := func(value func(run) time.Duration) float64 {
			return of(func(r run) float64 { return value(r).Seconds() * 1000 })
		}
		fmt.Printf("%-18s %9.0f ms %9.0f ms %9.2f ms %10.0f %10.0f", each.name,
			milliseconds(func(r run) time.Duration { return r.snapshot }), milliseconds(func(r run) time.Duration { return r.restored }),
			milliseconds(func(r run) time.Duration { return r.added }), of(func(r run) float64 { return 1 / r.delta.Seconds() }),
			of(func(r run) float64 { return r.bytesPerUser }))
		if runs[0].connect == 0 {
			fmt.Printf(" %12s %22s\n", "–", "–") // its handshake takes a client of its own
			continue
		}
		fmt.Printf(" %9.2f ms %10.0f → %9.0f\n", milliseconds(func(r run) time.Duration { return r.connect }),
			of(func(r run) float64 { return r.calm / 1e6 }), of(func(r run) float64 { return r.changing / 1e6 }))
	}
}

func measure(of subject) (run, error) {
	folder, err := os.MkdirTemp("", "tunnel-users-")
	if err != nil {
		return run{}, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	port, err := freePort()
	if err != nil {
		return run{}, err
	}
	inbound := protocol.Inbound{Tag: "door", Protocol: of.protocol, CoefficientMilli: 1000, Config: json.RawMessage(fmt.Sprintf(
		`{"tag":"door","protocol":%q,"listen":"127.0.0.1","port":%d,"allowPrivate":true,"settings":%s,"streamSettings":{"network":"raw"}}`, of.protocol, port, of.settings))}
	users := make([]state.User, of.users+1)
	for n := range users {
		users[n] = state.User{ID: uuid.New(), Devices: []state.Device{{ID: uuid.New(), Access: []state.Access{{Inbound: "door", Secret: of.secret()}}}}}
	}
	before := heap()
	served, end, err := start(folder)
	if err != nil {
		return run{}, err
	}
	if _, err := served.Apply(context.Background(), state.Inbounds{Inbounds: []protocol.Inbound{inbound}}); err != nil {
		return run{}, errors.Join(err, end())
	}
	var measured run
	revision := int64(0)
	change := func(wanted state.UserChange) (time.Duration, error) {
		from := revision
		revision++
		wanted.To = state.Revision{Generation: "bench", Number: revision}
		began := time.Now()
		refused, err := served.ChangeUsers(context.Background(), from, wanted)
		if err == nil && len(refused) > 0 {
			err = refused
		}
		return time.Since(began), err
	}
	last := users[of.users]
	if measured.snapshot, err = change(state.UserChange{Snapshot: true, Upserts: users[:of.users]}); err == nil {
		measured.added, err = change(state.UserChange{Upserts: []state.User{last}})
	}
	measured.bytesPerUser = float64(heap()-before) / float64(of.users)
	const deltas = 100
	for n := 0; n < deltas && err == nil; n++ { // one leaves, and comes back
		var took time.Duration
		if n%2 == 0 {
			took, err = change(state.UserChange{Removed: []account.ID{last.ID}})
		} else {
			took, err = change(state.UserChange{Upserts: []state.User{last}})
		}
		measured.delta += took / deltas
	}
	if err == nil && opening(of.protocol, last.Devices[0].Access[0].Secret, &net.TCPAddr{}) != nil {
		err = carry(of, port, users, &measured, func(n int) error {
			wanted := state.UserChange{Upserts: []state.User{last}}
			if n%2 == 0 {
				wanted = state.UserChange{Removed: []account.ID{last.ID}}
			}
			_, err := change(wanted)
			return err
		})
	}
	if err = errors.Join(err, end()); err != nil {
		return run{}, err
	}
	began := time.Now()
	_, end, err = start(folder)
	measured.restored = time.Since(began)
	if err != nil {
		return run{}, err
	}
	return measured, end()
}

func start(folder string) (*node.Node, func() error, error) {
	ledger, err := account.OpenLedger(filepath.Join(folder, "ledger"))
	if err != nil {
		return nil, nil, err
	}
	served, err := node.Start(context.Background(), account.NewBook(ledger), filepath.Join(folder, "state"))
	if err != nil {
		return nil, nil, errors.Join(err, ledger.Close())
	}
	return served, served.Close, nil // the ledger stays mapped: a connection that is being closed may still count
}

func heap() uint64 {
	debug.FreeOSMemory()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.HeapAlloc
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}
