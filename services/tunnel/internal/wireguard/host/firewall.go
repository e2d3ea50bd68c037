package host

import (
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"strings"

	"github.com/google/nftables"
	"github.com/google/nftables/expr"
	"github.com/google/nftables/userdata"
)

// tablePrefix begins the name of every table of ours; the link's follows.
const tablePrefix = "vortex_"

var noSuchTable = fs.ErrNotExist

func ours(connection *nftables.Conn) ([]*nftables.Table, error) {
	tables, err := connection.ListTablesOfFamily(nftables.TableFamilyINet)
	if err != nil {
		return nil, err
	}
	var found []*nftables.Table
	for _, each := range tables {
		if strings.HasPrefix(each.Name, tablePrefix+linkPrefix) {
			found = append(found, each)
		}
	}
	return found, nil
}

func table(link string) *nftables.Table {
	return &nftables.Table{Family: nftables.TableFamilyINet, Name: tablePrefix + link}
}

func drop(connection *nftables.Conn, link string) error {
	connection.DelTable(table(link))
	if err := connection.Flush(); err != nil && !errors.Is(err, noSuchTable) {
		return fmt.Errorf("remove table %s%s: %w", tablePrefix, link, err)
	}
	return nil
}

// notes are what a table says about the machine as it was before.
func notes(connection *nftables.Conn, of *nftables.Table) (string, error) {
	rules, err := connection.GetRules(of, &nftables.Chain{Name: forwardChain})
	if err != nil && !errors.Is(err, noSuchTable) {
		return "", fmt.Errorf("read table %s: %w", of.Name, err)
	}
	var noted []string
	for _, rule := range rules {
		if text, found := userdata.GetString(rule.UserData, userdata.TypeComment); found {
			noted = append(noted, text)
		}
	}
	return strings.Join(noted, " "), nil
}

const (
	forwardChain = "between_networks"
	inputChain   = "to_this_machine"
	natChain     = "behind_this_machine"
)

// protect writes the table of the tunnel, in one step.
func (p *Place) protect() error {
	connection := &nftables.Conn{}
	r := &ruleset{connection: connection, table: connection.AddTable(table(p.tunnel.Link))}
	r.chain(forwardChain, nftables.ChainTypeFilter, nftables.ChainHookForward, nftables.ChainPriorityFilter)
	r.notes = p.was.notes()
	if err := p.forwarding(r); err != nil {
		return err
	}
	if len(r.notes) > 0 {
		return fmt.Errorf("more settings would change than can be noted: %s", r.notes)
	}
	r.chain(inputChain, nftables.ChainTypeFilter, nftables.ChainHookInput, nftables.ChainPriorityFilter)
	if !p.tunnel.AllowPrivate {
		r.rule(comesFrom(p.tunnel.Link), drops())
	}
	r.chain(natChain, nftables.ChainTypeNAT, nftables.ChainHookPostrouting, nftables.ChainPriorityNATSource)
	for _, each := range p.tunnel.Networks {
		r.rule(source(each), goesElsewhereThan(p.tunnel.Link), list{&expr.Masq{}})
	}
	if err := connection.Flush(); err != nil {
		return fmt.Errorf("write table %s%s: %w", tablePrefix, p.tunnel.Link, err)
	}
	return nil
}

// forwarding: peers reach the internet, not each other, nor what only this machine can reach; to peers comes what they
// asked for. Where the machine did not forward before, it does so for tunnels alone.
func (p *Place) forwarding(r *ruleset) error {
	link := p.tunnel.Link
	if p.was[forward4] == "0" {
		r.rule(isOf4(), otherThanTunnels(), drops())
	}
	if p.was[forward6] == "0" {
		r.rule(isOf6(), otherThanTunnels(), drops())
	}
	r.rule(comesFromElsewhereThan(link), goesTo(link), isNew(), drops())
	if !p.tunnel.AllowPeers {
		r.rule(comesFrom(link), goesTo(link), drops())
	}
	if !p.tunnel.Metered {
		r.rule(comesFrom(link), underWay(), accepts())
		r.rule(goesTo(link), underWay(), accepts())
	}
	if !p.tunnel.AllowPrivate {
		for _, each := range append(private(), p.tunnel.Own...) {
			r.rule(comesFrom(link), goesElsewhereThan(link), target(each), drops())
		}
	}
	if p.tunnel.Metered {
		return p.meterPeers(r)
	}
	return nil
}

// private are networks that are not of the internet.
func private() []netip.Prefix {
	var networks []netip.Prefix
	for _, text := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3",
		"::/127", "::ffff:0:0/96", "fc00::/7", "fe80::/10", "ff00::/8",
	} {
		networks = append(networks, netip.MustParsePrefix(text))
	}
	return networks
}
