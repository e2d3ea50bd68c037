package xray

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"sync"

	"github.com/xtls/xray-core/app/dispatcher"
	"github.com/xtls/xray-core/common/serial"
	"github.com/xtls/xray-core/core"
	"github.com/xtls/xray-core/infra/conf"
	"github.com/xtls/xray-core/proxy/freedom"
)

// Settings are what changes only with a new process: Xray reads them once.
type Settings struct {
	// Xray's own JSON for each. Without outbounds everything goes out directly.
	Outbounds []json.RawMessage `json:"outbounds,omitempty"`
	Routing   json.RawMessage   `json:"routing,omitempty"`
	DNS       json.RawMessage   `json:"dns,omitempty"`
	Policy    json.RawMessage   `json:"policy,omitempty"`
	// AssetFolder holds geoip.dat and geosite.dat, where rules name them.
	AssetFolder string `json:"assetFolder,omitempty"`
	// AllowedNetworks are private ones that users may reach after all.
	AllowedNetworks []netip.Prefix `json:"allowedNetworks,omitempty"`
	BlockedNetworks []netip.Prefix `json:"blockedNetworks,omitempty"`
	// BlockedDomains in the words of Xray's rules: "domain:example.com", "full:…", "geosite:…".
	BlockedDomains []string `json:"blockedDomains,omitempty"`
	BlockTorrents  bool     `json:"blockTorrents,omitempty"`
}

func parseSettings(given json.RawMessage) (Settings, error) {
	var settings Settings
	if len(given) == 0 {
		return settings, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(given))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&settings); err != nil {
		return settings, fmt.Errorf("settings of Xray: %w", err)
	}
	return settings, nil
}

// blockedTag is of the outbound that blocked domains lead to.
const blockedTag = "vortex-blocked"

func (s Settings) build() (*core.Config, error) {
	defer s.useAssets()()
	routing, err := s.rules()
	if err != nil {
		return nil, err
	}
	document, err := json.Marshal(map[string]any{
		"log":       map[string]string{"access": "none", "loglevel": "none"}, // see logHandler
		"outbounds": append([]json.RawMessage{}, s.Outbounds...),
		"routing":   routing,
		"policy":    orEmpty(s.Policy),
	})
	if err != nil {
		return nil, err
	}
	parsed := &conf.Config{}
	if err := json.Unmarshal(document, parsed); err != nil {
		return nil, err
	}
	if s.DNS != nil {
		if err := json.Unmarshal(s.DNS, &parsed.DNSConfig); err != nil {
			return nil, fmt.Errorf("dns: %w", err)
		}
	}
	if len(parsed.OutboundConfigs) == 0 {
		parsed.OutboundConfigs = []conf.OutboundDetourConfig{{Protocol: "freedom", Tag: "direct"}}
	}
	if len(s.BlockedDomains) > 0 {
		blocked := conf.OutboundDetourConfig{Protocol: "blackhole", Tag: blockedTag}
		parsed.OutboundConfigs = append(parsed.OutboundConfigs, blocked)
	}
	config, err := parsed.Build()
	if err != nil {
		return nil, err
	}
	return config, putOurs(config)
}

// rules are the operator's, behind the one about blocked domains.
func (s Settings) rules() (map[string]json.RawMessage, error) {
	routing := map[string]json.RawMessage{}
	if err := json.Unmarshal(orEmpty(s.Routing), &routing); err != nil {
		return nil, fmt.Errorf("routing: %w", err)
	}
	if len(s.BlockedDomains) == 0 {
		return routing, nil
	}
	var rules []json.RawMessage
	if given := routing["rules"]; given != nil {
		if err := json.Unmarshal(given, &rules); err != nil {
			return nil, fmt.Errorf("routing.rules: %w", err)
		}
	}
	first, err := json.Marshal(map[string]any{"domain": s.BlockedDomains, "outboundTag": blockedTag})
	if err != nil {
		return nil, err
	}
	routing["rules"], err = json.Marshal(append([]json.RawMessage{first}, rules...))
	return routing, err
}

var assets sync.Mutex

// useAssets lets Xray find its files, which it looks for where the environment says, until the answer is called.
func (s Settings) useAssets() (done func()) {
	const variable = "XRAY_LOCATION_ASSET"
	assets.Lock()
	before, was := os.LookupEnv(variable)
	_ = os.Setenv(variable, s.AssetFolder)
	return func() {
		defer assets.Unlock()
		if was {
			_ = os.Setenv(variable, before)
		} else {
			_ = os.Unsetenv(variable)
		}
	}
}

func orEmpty(given json.RawMessage) json.RawMessage {
	if given == nil {
		return json.RawMessage("{}")
	}
	return given
}

// putOurs puts our dispatcher and our outbounds in the place of Xray's.
func putOurs(config *core.Config) error {
	theirs := serial.GetMessageType(&dispatcher.Config{})
	for n, app := range config.App {
		if app.Type == theirs {
			config.App[n] = serial.ToTypedMessage(&dispatcherConfig{})
		}
	}
	for _, outbound := range config.Outbound {
		if err := putOurOutbound(outbound); err != nil {
			return err
		}
	}
	return nil
}

func putOurOutbound(outbound *core.OutboundHandlerConfig) error {
	theirs, err := outbound.ProxySettings.GetInstance()
	if err != nil {
		return err
	}
	if waitsForWords(theirs) {
		outbound.ProxySettings, err = oursFor(theirs)
		return err
	}
	if _, direct := theirs.(*freedom.Config); direct {
		outbound.ProxySettings = serial.ToTypedMessage(&directConfig{Value: outbound.ProxySettings.Value})
	}
	return nil
}
