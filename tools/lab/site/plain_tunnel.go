package site

import (
	"context"
	"fmt"
	"net/netip"

	"vortexpanel.dev/lab/netlab"
)

// PlainTunnel puts a WireGuard server of others on the node, with nftables' masquerade behind it, and a client that reaches
// the internet through it. The number tells servers on a node apart. It answers with the server's process too.
func (s *Site) PlainTunnel(
	ctx context.Context, server, client WireGuardProgram, in *netlab.Namespace, number int,
) (way *Way, pid int, err error) {
	node, err := newWireGuard()
	if err != nil {
		return nil, 0, err
	}
	device, err := newWireGuardDevice(1)
	if err != nil {
		return nil, 0, err
	}
	port := WireGuardPort + 1 + number
	near, far := fmt.Sprintf("10.%d.0.2", 70+number), fmt.Sprintf("10.%d.0.1", 70+number)
	name, process, err := s.startDevice(ctx, server, s.Node)
	if err != nil {
		return nil, 0, err
	}
	if err := s.configure(ctx, s.Node, name, "private_key", node.private, "listen-port", fmt.Sprint(port),
		"peer", device.public, "allowed-ips", near+"/32"); err != nil {
		return nil, 0, err
	}
	if err := raiseDevice(ctx, s.Node, name, far+"/24"); err != nil {
		return nil, 0, err
	}
	if err := s.Node.Sysctl("net.ipv4.ip_forward=1"); err != nil {
		return nil, 0, err
	}
	if err := s.Node.Nft(fmt.Sprintf(`table ip plain%[1]d {
	chain leaving {
		type nat hook postrouting priority srcnat; policy accept;
		ip saddr %[2]s masquerade
	}
}`, number, near)); err != nil {
		return nil, 0, err
	}
	own, _, err := s.startDevice(ctx, client, in)
	if err != nil {
		return nil, 0, err
	}
	if err := s.configure(ctx, in, own, "private_key", device.private, "peer", node.public,
		"endpoint", netip.AddrPortFrom(in.Node4, uint16(port)).String(), "allowed-ips", "0.0.0.0/0"); err != nil {
		return nil, 0, err
	}
	if err := raiseDevice(ctx, in, own, near+"/32"); err != nil {
		return nil, 0, err
	}
	if err := s.lead(ctx, in, own, s.Internet.IPv4); err != nil {
		return nil, 0, err
	}
	return &Way{Door: WireGuardTag, LargestPacket: 4000, Device: own, in: in}, process.PID(), nil
}
