package host

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/google/nftables"
)

// Passed is what a peer sent and got, in bytes, and what was asked of its quota: what it refused included.
type Passed struct{ Up, Down, Asked uint64 }

// Read tells what passed, of some peers or of all. Of each peer it reads first what was asked: what passes meanwhile makes an
// allowance that is reckoned from both the smaller one. The kernel lists in the order in which they were added.
func (p *Peers) Read(some ...int) (map[int]Passed, error) {
	connection, err := nftables.New(nftables.WithSockOptions(roomy))
	if err != nil {
		return nil, err
	}
	const listFrom = 16
	var objects []nftables.Obj
	if len(some) == 0 || len(some) >= listFrom {
		objects, err = connection.GetObjects(p.table)
	} else {
		objects, err = p.readEach(connection, some)
	}
	if err != nil {
		return nil, fmt.Errorf("read table %s: %w", p.table.Name, err)
	}
	passed := map[int]Passed{}
	for _, each := range objects {
		note(passed, each)
	}
	return passed, nil
}

func (p *Peers) readEach(connection *nftables.Conn, some []int) ([]nftables.Obj, error) {
	var objects []nftables.Obj
	for _, id := range some {
		number := strconv.Itoa(id)
		for _, each := range []nftables.Obj{
			&nftables.QuotaObj{Table: p.table, Name: quotaName + number},
			&nftables.CounterObj{Table: p.table, Name: upName + number}, &nftables.CounterObj{Table: p.table, Name: downName + number},
		} {
			object, err := connection.GetObject(each)
			if err != nil {
				return nil, err
			}
			objects = append(objects, object)
		}
	}
	return objects, nil
}

func note(passed map[int]Passed, object nftables.Obj) {
	set := func(name, prefix string, change func(*Passed)) {
		id, err := strconv.Atoi(strings.TrimPrefix(name, prefix))
		if err != nil {
			return
		}
		is := passed[id]
		change(&is)
		passed[id] = is
	}
	switch is := object.(type) {
	case *nftables.QuotaObj:
		set(is.Name, quotaName, func(p *Passed) { p.Asked = is.Consumed })
	case *nftables.CounterObj:
		if strings.HasPrefix(is.Name, upName) {
			set(is.Name, upName, func(p *Passed) { p.Up = is.Bytes })
		} else {
			set(is.Name, downName, func(p *Passed) { p.Down = is.Bytes })
		}
	}
}
