package xray

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/xtls/xray-core/common/serial"
	"github.com/xtls/xray-core/core"
	"github.com/xtls/xray-core/features/inbound"
	"github.com/xtls/xray-core/infra/conf"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/proxy/shadowsocks"
	"github.com/xtls/xray-core/proxy/shadowsocks_2022"

	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// servedInbound is an inbound as it runs.
type servedInbound struct {
	tag      string
	protocol string
	config   json.RawMessage
	// flow of vless users here; empty without Vision.
	flow string
	// cipher of shadowsocks; unknown: its users have keys (2022).
	cipher shadowsocks.CipherType
	users  map[vortex.DeviceKey]vortex.User
}

// settings are the parts of an inbound's settings that its users share. Xray keeps them with each user.
type settings struct {
	Flow   string `json:"flow"`
	Method string `json:"method"`
	// Password of a Shadowsocks 2022 server: its own key, in base64.
	Password string            `json:"password"`
	Network  *conf.NetworkList `json:"network"`
}

// keyed tells whether it is Shadowsocks 2022, whose users have keys.
func (s settings) keyed() bool { return strings.HasPrefix(s.Method, "2022-") }

var errUsersInSettings = errors.New("settings: users are given apart from the inbound")

// read reads an inbound and asks Xray whether it can be built.
func read(given vortex.Inbound) (*servedInbound, *core.InboundHandlerConfig, error) {
	refuse := func(cause error) (*servedInbound, *core.InboundHandlerConfig, error) {
		return nil, nil, &vortex.InvalidInbound{Tag: given.Tag, Cause: cause}
	}
	detour := &conf.InboundDetourConfig{}
	decoder := json.NewDecoder(bytes.NewReader(given.Config))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(detour); err != nil {
		return refuse(err)
	}
	if detour.Protocol != given.Protocol || detour.Tag != given.Tag {
		return refuse(fmt.Errorf("describes %q as %s", detour.Tag, detour.Protocol))
	}
	shared := settings{}
	if detour.Settings != nil {
		var named struct {
			settings
			Clients  json.RawMessage `json:"clients"`
			Users    json.RawMessage `json:"users"`
			Accounts json.RawMessage `json:"accounts"`
		}
		if err := json.Unmarshal(*detour.Settings, &named); err != nil {
			return refuse(fmt.Errorf("settings: %w", err))
		}
		if named.Users != nil || named.Accounts != nil || (named.Clients != nil && string(named.Clients) != "[]") {
			return refuse(errUsersInSettings)
		}
		shared = named.settings
	}
	built, err := detour.Build()
	if err != nil {
		return refuse(err)
	}
	if given.Protocol == "shadowsocks" && shared.keyed() {
		// Without users Xray would build the server that has a single one.
		built.ProxySettings = serial.ToTypedMessage(&shadowsocks_2022.MultiUserServerConfig{
			Method: shared.Method, Key: shared.Password, Network: shared.Network.Build(),
		})
	}
	served := &servedInbound{
		tag: given.Tag, protocol: given.Protocol, config: given.Config, flow: shared.Flow,
		cipher: cipherOf(shared.Method), users: map[vortex.DeviceKey]vortex.User{},
	}
	return served, built, nil
}

func cipherOf(method string) shadowsocks.CipherType {
	switch method {
	case "aes-128-gcm":
		return shadowsocks.CipherType_AES_128_GCM
	case "aes-256-gcm":
		return shadowsocks.CipherType_AES_256_GCM
	case "chacha20-poly1305", "chacha20-ietf-poly1305":
		return shadowsocks.CipherType_CHACHA20_POLY1305
	case "xchacha20-poly1305", "xchacha20-ietf-poly1305":
		return shadowsocks.CipherType_XCHACHA20_POLY1305
	default:
		return shadowsocks.CipherType_UNKNOWN
	}
}

func (i *servedInbound) same(other *servedInbound) bool {
	return i.protocol == other.protocol && bytes.Equal(i.config, other.config)
}

// userManager finds where Xray keeps the users of the inbound.
func (i *servedInbound) userManager(ctx context.Context, inbounds inbound.Manager) (proxy.UserManager, error) {
	handler, err := inbounds.GetHandler(ctx, i.tag)
	if err != nil {
		return nil, fmt.Errorf("inbound %q: %w", i.tag, err)
	}
	holder, ok := handler.(proxy.GetInbound)
	if !ok {
		return nil, fmt.Errorf("inbound %q has no users of its own", i.tag)
	}
	manager, ok := holder.GetInbound().(proxy.UserManager)
	if !ok {
		return nil, fmt.Errorf("inbound %q: %s has no users of its own", i.tag, i.protocol)
	}
	return manager, nil
}
