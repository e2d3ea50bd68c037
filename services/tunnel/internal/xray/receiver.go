package xray

import (
	"crypto/sha256"
	gotls "crypto/tls"
	"fmt"
	"slices"

	"github.com/xtls/xray-core/app/proxyman"
	"github.com/xtls/xray-core/common/net"
	"github.com/xtls/xray-core/common/serial"
	"github.com/xtls/xray-core/proxy/shadowsocks"
	"github.com/xtls/xray-core/proxy/shadowsocks_2022"
	"github.com/xtls/xray-core/proxy/socks"
	"github.com/xtls/xray-core/transport/internet"
	"github.com/xtls/xray-core/transport/internet/tls"
	"google.golang.org/protobuf/types/known/anypb"

	"vortexpanel.dev/tunnel/internal/ports"
)

// A client that vanished would keep its session, and its place among the addresses that its user may have; Xray asks for no
// keep-alive by itself. Gone after two minutes.
const (
	keepAliveIdleSeconds     = 60
	keepAliveIntervalSeconds = 15
)

// settle sets what Xray leaves open at the receiving end, and notes its ports and certificates.
func (i *servedInbound) settle() error {
	read, err := i.built.ReceiverSettings.GetInstance()
	if err != nil {
		return err
	}
	receiver := read.(*proxyman.ReceiverConfig)
	if receiver.StreamSettings == nil {
		receiver.StreamSettings = &internet.StreamConfig{ProtocolName: "tcp"}
	}
	stream := receiver.StreamSettings
	i.transport = stream.ProtocolName
	keepAlive(stream)
	alpn, err := i.settleCertificates(stream)
	if err != nil {
		return err
	}
	if i.ports, err = i.portsOf(receiver, alpn); err != nil {
		return err
	}
	i.built.ReceiverSettings = serial.ToTypedMessage(receiver)
	return nil
}

func keepAlive(stream *internet.StreamConfig) {
	if stream.SocketSettings == nil {
		stream.SocketSettings = &internet.SocketConfig{}
	}
	if socket := stream.SocketSettings; socket.TcpKeepAliveIdle == 0 && socket.TcpKeepAliveInterval == 0 {
		socket.TcpKeepAliveIdle, socket.TcpKeepAliveInterval = keepAliveIdleSeconds, keepAliveIntervalSeconds
	}
}

// settleCertificates lets certificates be read once: Xray would look for new ones each hour in a goroutine that outlives the
// inbound, and write over what handshakes read. ReloadCertificates opens the inbound anew beside itself instead.
func (i *servedInbound) settleCertificates(stream *internet.StreamConfig) (alpn []string, err error) {
	sum := sha256.New()
	for n, typed := range stream.SecuritySettings {
		read, err := typed.GetInstance()
		if err != nil {
			return nil, err
		}
		config, ok := read.(*tls.Config)
		if !ok {
			continue
		}
		alpn = config.NextProtocol
		for _, certificate := range config.Certificate {
			sum.Write(certificate.Certificate)
			sum.Write(certificate.Key)
			// Xray would leave out what it cannot read, and serve without.
			if _, err := gotls.X509KeyPair(certificate.Certificate, certificate.Key); err != nil &&
				certificate.Usage == tls.Certificate_ENCIPHERMENT {
				return nil, fmt.Errorf("a certificate: %w", err)
			}
			if certificate.OcspStapling == 0 {
				certificate.OneTimeLoading = true
			}
		}
		stream.SecuritySettings[n] = serial.ToTypedMessage(config)
	}
	i.certificates = sum.Sum(nil)
	return alpn, nil
}

// portsOf lists what the inbound listens on.
func (i *servedInbound) portsOf(receiver *proxyman.ReceiverConfig, alpn []string) ([]ports.Port, error) {
	networks, err := i.networks(receiver.StreamSettings, alpn)
	if err != nil {
		return nil, err
	}
	var listed []ports.Port
	for _, number := range receiver.PortList.Ports() {
		for _, network := range networks {
			listed = append(listed, ports.Port{Network: network, Number: uint16(number)})
		}
	}
	return listed, nil
}

func (i *servedInbound) networks(stream *internet.StreamConfig, alpn []string) ([]ports.Network, error) {
	quic := ports.QUIC
	if len(stream.Udpmasks) > 0 {
		quic = ports.UDP // what is masked begins with anything
	}
	switch name := stream.ProtocolName; {
	case name == "hysteria", name == "splithttp" && slices.Equal(alpn, []string{"h3"}):
		return []ports.Network{quic}, nil
	case name == "mkcp":
		return []ports.Network{ports.UDP}, nil
	}
	if i.protocol != "shadowsocks" && i.protocol != "socks" {
		return []ports.Network{ports.TCP}, nil
	}
	theirs, err := i.built.ProxySettings.GetInstance()
	if wrapped, ours := theirs.(*anypb.Any); err == nil && ours {
		theirs, err = wrapped.UnmarshalNew()
	}
	if err != nil {
		return nil, err
	}
	both := []ports.Network{ports.TCP, ports.UDP}
	switch theirs := theirs.(type) {
	case *socks.ServerConfig:
		if !theirs.UdpEnabled {
			both = both[:1]
		}
	case *shadowsocks.ServerConfig:
		return listened(theirs.Network, both), nil
	case *shadowsocks_2022.MultiUserServerConfig:
		return listened(theirs.Network, both), nil
	}
	return both, nil
}

func listened(given []net.Network, otherwise []ports.Network) []ports.Network {
	var networks []ports.Network
	for _, each := range given {
		switch each {
		case net.Network_TCP:
			networks = append(networks, ports.TCP)
		case net.Network_UDP:
			networks = append(networks, ports.UDP)
		}
	}
	if networks == nil {
		return otherwise
	}
	return networks
}
