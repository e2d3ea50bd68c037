package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/state"
)

// opening is what a client of the protocol says first to reach the target; nil where that takes more than a line.
func opening(protocol, secret string, target *net.TCPAddr) []byte {
	port := []byte{byte(target.Port >> 8), byte(target.Port)}
	switch protocol {
	case "vless":
		id := uuid.MustParse(secret)
		said := append(append([]byte{0}, id[:]...), 0, 1)
		return append(append(append(said, port...), 1), target.IP.To4()...)
	case "trojan":
		sum := sha256.Sum224([]byte(secret))
		said := append([]byte(hex.EncodeToString(sum[:])), "\r\n\x01\x01"...)
		return append(append(append(said, target.IP.To4()...), port...), "\r\n"...)
	default:
		return nil
	}
}

// answered is how many bytes the protocol puts before the target's first.
func answered(protocol string) int {
	if protocol == "vless" {
		return 2
	}
	return 0
}

// through connects, and waits until a byte has come back from the target.
func through(of subject, port int, secret string, target *net.TCPAddr) (net.Conn, error) {
	conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return nil, err
	}
	if _, err = conn.Write(append(opening(of.protocol, secret, target), 'x')); err == nil {
		_, err = io.ReadFull(conn, make([]byte, answered(of.protocol)+1))
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// connectLatency is the median of many connections of users picked from all over the list.
func connectLatency(of subject, port int, secrets []string, target *net.TCPAddr) (time.Duration, error) {
	const many = 200
	var took []time.Duration
	for n := range many {
		began := time.Now()
		conn, err := through(of, port, secrets[n*len(secrets)/many], target)
		if err != nil {
			return 0, err
		}
		took = append(took, time.Since(began))
		_ = conn.Close()
	}
	slices.Sort(took)
	return took[many/2], nil
}

// flow sends bytes there and back over some connections until end is called, which tells how many came back.
func flow(of subject, port int, secrets []string, target *net.TCPAddr) (end func() (uint64, error), err error) {
	const connections = 8
	var carried atomic.Uint64
	var failed atomic.Pointer[error]
	var stop atomic.Bool
	var running sync.WaitGroup
	for n := range connections {
		conn, err := through(of, port, secrets[n], target)
		if err != nil {
			return nil, err
		}
		running.Go(func() {
			defer func() { _ = conn.Close() }()
			there, back := make([]byte, 32<<10), make([]byte, 32<<10)
			for !stop.Load() {
				_, err := conn.Write(there)
				if err == nil {
					_, err = io.ReadFull(conn, back)
				}
				if err != nil {
					failed.Store(&err)
					return
				}
				carried.Add(uint64(len(back)))
			}
		})
	}
	return func() (uint64, error) {
		stop.Store(true)
		running.Wait()
		if err := failed.Load(); err != nil {
			return 0, *err
		}
		return carried.Load(), nil
	}, nil
}

// echo is a target that sends back what it gets.
func echo() (*net.TCPAddr, func() error, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	go func() { // until closed
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = io.Copy(conn, conn); _ = conn.Close() }()
		}
	}()
	return listener.Addr().(*net.TCPAddr), listener.Close, nil
}

// carry measures connections, and what changes of users cost those that are open.
func carry(of subject, port int, users []state.User, measured *run, change func(n int) error) error {
	target, endTarget, err := echo()
	if err != nil {
		return err
	}
	defer func() { _ = endTarget() }()
	secrets := make([]string, len(users)-1)
	for n := range secrets {
		secrets[n] = users[n].Devices[0].Access[0].Secret
	}
	if measured.connect, err = connectLatency(of, port, secrets, target); err != nil {
		return err
	}
	const lasts, perSecond = 2 * time.Second, 1000
	for _, changes := range []bool{false, true} {
		end, err := flow(of, port, secrets, target)
		if err != nil {
			return err
		}
		began := time.Now()
		for n := 0; time.Since(began) < lasts; n++ {
			if changes {
				if err := change(n); err != nil {
					return err
				}
			}
			time.Sleep(time.Until(began.Add(time.Duration(n+1) * time.Second / perSecond)))
		}
		carried, err := end()
		if err != nil {
			return err
		}
		rate := float64(carried) / time.Since(began).Seconds()
		if changes {
			measured.changing = rate
		} else {
			measured.calm = rate
		}
	}
	return nil
}
