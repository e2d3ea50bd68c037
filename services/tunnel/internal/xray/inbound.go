package xray

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/xtls/xray-core/core"
	"github.com/xtls/xray-core/infra/conf"
	"github.com/xtls/xray-core/proxy/shadowsocks"
	"github.com/xtls/xray-core/proxy/shadowsocks_2022"
	"github.com/xtls/xray-core/proxy/trojan"

	"vortexpanel.dev/tunnel/internal/ports"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// servedInbound is an inbound as it runs.
type servedInbound struct {
	tag      string
	protocol string
	config   json.RawMessage
	// flow of vless users here; empty without Vision.
	flow string
	// cipher of shadowsocks, or, of 2022, how long the keys are.
	cipher       shadowsocks.CipherType
	keyBytes     int
	allowPrivate bool

	built   *core.InboundHandlerConfig
	handler *handler
	ports   []ports.Port
	// transport of its streams, such as "grpc".
	transport string
	// certificates as they were read.
	certificates []byte

	opensWith []vortex.User       // until it is open
	users     sync.Map            // vortex.DeviceKey to *servedUser
	marks     map[uint64]struct{} // of their secrets
}

// settings are the parts of an inbound's settings that its users share. Xray keeps them with each user.
type settings struct {
	Flow   string `json:"flow"`
	Method string `json:"method"`
	// Password of a Shadowsocks 2022 server: its own key, in base64.
	Password string            `json:"password"`
	Network  *conf.NetworkList `json:"network"`
}

// keyBytes of the users of Shadowsocks 2022; 0 of what came before.
func (s settings) keyBytes() int {
	switch {
	case !strings.HasPrefix(s.Method, "2022-"):
		return 0
	case s.Method == "2022-blake3-aes-128-gcm":
		return 16
	default:
		return 32
	}
}

var errUsersInSettings = errors.New("settings: users are given apart from the inbound")

// document is Xray's description of an inbound, and what is ours in it.
type document struct {
	conf.InboundDetourConfig
	AllowPrivate bool `json:"allowPrivate"`
}

// read reads an inbound and asks Xray whether it can be built.
func read(given vortex.Inbound) (*servedInbound, error) {
	served, err := readInbound(given)
	if err != nil {
		return nil, &vortex.InvalidInbound{Tag: given.Tag, Cause: err}
	}
	return served, nil
}

func readInbound(given vortex.Inbound) (*servedInbound, error) {
	detour := &document{}
	decoder := json.NewDecoder(bytes.NewReader(given.Config))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(detour); err != nil {
		return nil, err
	}
	if detour.Protocol != given.Protocol || detour.Tag != given.Tag {
		return nil, fmt.Errorf("describes %q as %s", detour.Tag, detour.Protocol)
	}
	shared, err := readSettings(detour.Settings)
	if err != nil {
		return nil, err
	}
	served := &servedInbound{
		tag: given.Tag, protocol: given.Protocol, config: given.Config, flow: shared.Flow,
		cipher: cipherOf(shared.Method), keyBytes: shared.keyBytes(), allowPrivate: detour.AllowPrivate,
		opensWith: given.Users, marks: map[uint64]struct{}{},
	}
	if served.built, err = detour.Build(); err != nil {
		return nil, err
	}
	if err := served.putOurs(shared); err != nil {
		return nil, err
	}
	return served, served.settle()
}

func readSettings(given *json.RawMessage) (settings, error) {
	if given == nil {
		return settings{}, nil
	}
	var named struct {
		settings
		Clients  json.RawMessage `json:"clients"`
		Users    json.RawMessage `json:"users"`
		Accounts json.RawMessage `json:"accounts"`
	}
	if err := json.Unmarshal(*given, &named); err != nil {
		return settings{}, fmt.Errorf("settings: %w", err)
	}
	if named.Users != nil || named.Accounts != nil || (named.Clients != nil && string(named.Clients) != "[]") {
		return settings{}, errUsersInSettings
	}
	return named.settings, nil
}

// putOurs puts a server of ours in the place of Xray's where that cannot change users while it serves, or not at once, or
// spoils packets.
func (i *servedInbound) putOurs(shared settings) error {
	var err error
	switch {
	case i.protocol == "shadowsocks" && i.keyBytes > 0:
		i.built.ProxySettings, err = oursFor(&shadowsocks_2022.MultiUserServerConfig{
			Method: shared.Method, Key: shared.Password, Network: shared.Network.Build(),
		})
	case slices.Contains([]string{"http", "socks", "vmess", "trojan", "hysteria"}, i.protocol):
		theirs, failed := i.built.ProxySettings.GetInstance()
		if failed != nil {
			return failed
		}
		if own, is := theirs.(*trojan.ServerConfig); is && len(own.Fallbacks) > 0 {
			return nil
		}
		i.built.ProxySettings, err = oursFor(theirs)
	}
	return err
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

// sharesUsers tells whether the users of the other are users here as they are.
func (i *servedInbound) sharesUsers(other *servedInbound) bool {
	return i.protocol == other.protocol && i.flow == other.flow && i.cipher == other.cipher && i.keyBytes == other.keyBytes
}
