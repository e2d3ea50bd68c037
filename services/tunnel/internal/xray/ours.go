package xray

import (
	"context"
	"errors"
	"fmt"

	"github.com/xtls/xray-core/common"
	"github.com/xtls/xray-core/common/serial"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/proxy/http"
	"github.com/xtls/xray-core/proxy/hysteria"
	"github.com/xtls/xray-core/proxy/shadowsocks_2022"
	"github.com/xtls/xray-core/proxy/socks"
	"github.com/xtls/xray-core/proxy/trojan"
	vmessin "github.com/xtls/xray-core/proxy/vmess/inbound"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
)

// oursConfig holds the configuration of an inbound or an outbound that one of ours takes the place of.
type oursConfig = anypb.Any

func init() {
	common.Must(common.RegisterConfig((*oursConfig)(nil), func(ctx context.Context, config any) (any, error) {
		theirs, err := config.(*oursConfig).UnmarshalNew()
		if err != nil {
			return nil, fmt.Errorf("read what ours stands for: %w", err)
		}
		switch theirs := theirs.(type) {
		case *shadowsocks_2022.MultiUserServerConfig:
			return newKeyedInbound(engineFrom(ctx).book.SaidFirst, theirs)
		case *trojan.ServerConfig:
			return newHashedTrojan(ctx, theirs)
		case *vmessin.Config:
			return newShardedVMess(ctx, theirs)
		case *hysteria.ServerConfig:
			return newWholeHysteria(ctx, theirs)
		case *http.ServerConfig:
			return newHTTPInbound(ctx, theirs)
		case *socks.ServerConfig:
			return newSOCKSInbound(ctx, theirs)
		}
		if waitsForWords(theirs) {
			return newPatient(ctx, theirs)
		}
		return nil, errors.New("nothing of ours")
	}))
}

// oursFor wraps a configuration so that one of ours is made of it.
func oursFor(theirs proto.Message) (*serial.TypedMessage, error) {
	wrapped, err := anypb.New(theirs)
	if err != nil {
		return nil, err
	}
	return serial.ToTypedMessage(wrapped), nil
}

func newHTTPInbound(ctx context.Context, config *http.ServerConfig) (*accountInbound, error) {
	made := &accountInbound{make: func(passwords map[string]string) (proxy.Inbound, error) {
		next := proto.Clone(config).(*http.ServerConfig)
		next.Accounts = passwords
		return http.NewServer(ctx, next)
	}}
	return made.ready()
}

func newSOCKSInbound(ctx context.Context, config *socks.ServerConfig) (*accountInbound, error) {
	made := &accountInbound{make: func(passwords map[string]string) (proxy.Inbound, error) {
		next := proto.Clone(config).(*socks.ServerConfig)
		next.AuthType, next.Accounts = socks.AuthType_PASSWORD, passwords
		return socks.NewServer(ctx, next)
	}}
	if config.UdpEnabled {
		// Who may send is known from the connection that asked; this one only reads and writes packets.
		packets := proto.Clone(config).(*socks.ServerConfig)
		packets.AuthType, packets.Accounts = socks.AuthType_NO_AUTH, nil
		server, err := socks.NewServer(ctx, packets)
		if err != nil {
			return nil, err
		}
		made.packets = server
	}
	return made.ready()
}
