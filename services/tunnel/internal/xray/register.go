package xray

import (
	"encoding/json"

	"vortexpanel.dev/tunnel/internal/account"
	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

func init() {
	vortex.Register(vortex.Engine{
		Name:      "xray",
		Module:    "github.com/xtls/xray-core",
		Protocols: []string{"vless", "vmess", "trojan", "shadowsocks", "hysteria", "http", "socks"},
		ValidateSettings: func(given json.RawMessage) error {
			settings, err := parseSettings(given)
			if err != nil {
				return err
			}
			_, err = settings.build()
			return err
		},
		Validate: func(given vortex.Inbound) error {
			_, err := read(given)
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
