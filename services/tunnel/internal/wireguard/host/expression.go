package host

import (
	"net"
	"net/netip"

	"github.com/google/nftables"
	"github.com/google/nftables/binaryutil"
	"github.com/google/nftables/expr"
	"github.com/google/nftables/userdata"
	"golang.org/x/sys/unix"
)

// ruleset writes rules into the chain that was begun last.
type ruleset struct {
	connection *nftables.Conn
	table      *nftables.Table
	into       *nftables.Chain
	// notes go with the next rules, one each.
	notes []string
}

func (r *ruleset) chain(name string, kind nftables.ChainType, hook *nftables.ChainHook, at *nftables.ChainPriority) {
	policy := nftables.ChainPolicyAccept
	r.into = r.connection.AddChain(&nftables.Chain{
		Name: name, Table: r.table, Type: kind, Hooknum: hook, Priority: at, Policy: &policy,
	})
}

// list is a part of a rule.
type list []expr.Any

func (r *ruleset) rule(parts ...list) {
	added := &nftables.Rule{Table: r.table, Chain: r.into}
	for _, each := range parts {
		added.Exprs = append(added.Exprs, each...)
	}
	if len(r.notes) > 0 {
		added.UserData = userdata.AppendString(nil, userdata.TypeComment, r.notes[0])
		r.notes = r.notes[1:]
	}
	r.connection.AddRule(added)
}

// register of nftables that all comparisons use.
const register = 1

func compare(key expr.MetaKey, how expr.CmpOp, with []byte) list {
	return list{&expr.Meta{Key: key, Register: register}, &expr.Cmp{Op: how, Register: register, Data: with}}
}

// whole is a name with the end that makes it match whole.
func whole(link string) []byte { return append([]byte(link), 0) }

func comesFrom(link string) list { return compare(expr.MetaKeyIIFNAME, expr.CmpOpEq, whole(link)) }
func comesFromElsewhereThan(link string) list {
	return compare(expr.MetaKeyIIFNAME, expr.CmpOpNeq, whole(link))
}
func goesTo(link string) list { return compare(expr.MetaKeyOIFNAME, expr.CmpOpEq, whole(link)) }
func goesElsewhereThan(link string) list {
	return compare(expr.MetaKeyOIFNAME, expr.CmpOpNeq, whole(link))
}
func isOf4() list   { return compare(expr.MetaKeyNFPROTO, expr.CmpOpEq, []byte{unix.NFPROTO_IPV4}) }
func isOf6() list   { return compare(expr.MetaKeyNFPROTO, expr.CmpOpEq, []byte{unix.NFPROTO_IPV6}) }
func accepts() list { return list{&expr.Verdict{Kind: expr.VerdictAccept}} }
func drops() list   { return list{&expr.Verdict{Kind: expr.VerdictDrop}} }

func otherThanTunnels() list {
	return append(
		compare(expr.MetaKeyIIFNAME, expr.CmpOpNeq, []byte(linkPrefix)),
		compare(expr.MetaKeyOIFNAME, expr.CmpOpNeq, []byte(linkPrefix))...,
	)
}

// underWay matches packets of connections that have begun; isNew all others.
func underWay() list { return state(expr.CmpOpNeq) }
func isNew() list    { return state(expr.CmpOpEq) }

func state(how expr.CmpOp) list {
	const stateBytes = 4
	states := binaryutil.NativeEndian.PutUint32(expr.CtStateBitESTABLISHED | expr.CtStateBitRELATED)
	return list{
		&expr.Ct{Key: expr.CtKeySTATE, Register: register},
		&expr.Bitwise{SourceRegister: register, DestRegister: register, Len: stateBytes, Mask: states, Xor: make([]byte, stateBytes)},
		&expr.Cmp{Op: how, Register: register, Data: make([]byte, stateBytes)},
	}
}

// Where addresses stand in a header.
const (
	sourceIn4 = 12
	sourceIn6 = 8
)

func source(network netip.Prefix) list { return address(network, 0) }

func target(network netip.Prefix) list { return address(network, network.Addr().BitLen()/8) }

func address(network netip.Prefix, after int) list {
	bytes := network.Addr().AsSlice()
	family, offset := isOf4(), sourceIn4+after
	if !network.Addr().Is4() {
		family, offset = isOf6(), sourceIn6+after
	}
	length := uint32(len(bytes))
	return append(family,
		&expr.Payload{DestRegister: register, Base: expr.PayloadBaseNetworkHeader, Offset: uint32(offset), Len: length},
		&expr.Bitwise{SourceRegister: register, DestRegister: register, Len: length, Mask: mask(network), Xor: make([]byte, length)},
		&expr.Cmp{Op: expr.CmpOpEq, Register: register, Data: bytes},
	)
}

func mask(network netip.Prefix) net.IPMask {
	return net.CIDRMask(network.Bits(), network.Addr().BitLen())
}
