package xray

import (
	"bytes"
	"encoding/json"
	"fmt"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

func init() {
	vortex.Register(vortex.Engine{
		Name:      "xray",
		Module:    "github.com/xtls/xray-core",
		Protocols: []string{"vless", "vmess", "trojan", "shadowsocks", "hysteria"},
		ValidateSettings: func(given json.RawMessage) error {
			settings, err := parseSettings(given)
			if err != nil {
				return err
			}
			_, err = settings.build()
			return err
		},
		Validate: func(given vortex.Inbound) error {
			_, _, err := read(given)
			return err
		},
		Start: func(book *account.Book, given json.RawMessage) (vortex.Server, error) {
			settings, err := parseSettings(given)
			if err != nil {
				return nil, err
			}
			return New(book, settings)
		},
	})
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
