package xray

import (
	"net"
	"testing"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
)

func TestTheKernelIsAskedHowFarClientsAre(t *testing.T) {
	target, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = target.Close() }()
	d := doors(t)["vless-raw"]
	l := newLab(t, account.Limits{})
	defer l.book.Latencies().Listen()()
	conn := vlessTo(t, l.open(t, "vless-raw", d), uuid.MustParse(d.secret), target.Addr().(*net.TCPAddr))
	defer func() { _ = conn.Close() }()
	var told []time.Duration
	waitFor(t, func() bool {
		for network, roundTrips := range l.book.Latencies().Take() {
			if network.String() != "127.0.0.0/24" {
				t.Errorf("it comes from %s", network)
			}
			told = append(told, roundTrips...)
		}
		return len(told) > 0
	})
	if len(told) != 1 || told[0] <= 0 {
		t.Errorf("one connection of one client is as far as %v", told)
	}
}
