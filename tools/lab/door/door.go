// Package door describes the inbounds of laboratories, each with the clients that come through it.
package door

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"
)

type object = map[string]any

// Door is a protocol over a transport.
type Door struct {
	// Name is the tag of the inbound.
	Name string
	// Packets tells whether it carries UDP.
	Packets bool
	// NewSecret makes what a user proves itself by.
	NewSecret func() string

	protocol         string
	settings, stream object
	// xray are the settings of an outbound of Xray, and dial its transport.
	xray func(secret string) object
	dial object
	// singBox is an outbound of sing-box; nil where it has no such client.
	singBox func(secret string) object
}

// HasSingBox tells whether sing-box comes through this door.
func (d Door) HasSingBox() bool { return d.singBox != nil }

// XrayIsHasty tells whether Xray's client gives up a connection through this door in which nothing is said for a tenth of a
// second. It writes the nothing it has read by then, which is how VMess and Shadowsocks say that no more will come; a second
// without traffic later the connection is over, whoever serves it (common/buf.TimeoutWrapperReader).
func (d Door) XrayIsHasty() bool {
	method, _ := d.settings["method"].(string)
	return d.protocol == "vmess" || d.protocol == "shadowsocks" && !strings.HasPrefix(method, "2022-")
}

// PacketForPacket tells whether each packet of UDP comes through it as one.
func (d Door) PacketForPacket() bool { return d.protocol == "shadowsocks" || d.protocol == "socks" }

func (d Door) config(port int) object {
	return object{"tag": d.Name, "protocol": d.protocol, "port": port, "settings": d.settings, "streamSettings": d.stream}
}

// Inbound is the door as the engine is told of it.
func (d Door) Inbound(port int) *tunnelv1.TunnelInbound {
	config, _ := json.Marshal(d.config(port)) // of strings and numbers
	return &tunnelv1.TunnelInbound{Tag: d.Name, Protocol: d.protocol, Config: string(config)}
}

// XrayInbound is the same door of a stock Xray, for one user.
func (d Door) XrayInbound(port int, secret string) map[string]any {
	config := d.config(port)
	client := object{"email": "user"}
	switch d.protocol {
	case "vless":
		client["id"], client["flow"] = secret, d.settings["flow"]
	case "vmess":
		client["id"] = secret
	case "hysteria":
		client["auth"] = secret
	case "shadowsocks":
		client["password"] = secret
		if method := d.settings["method"].(string); !strings.HasPrefix(method, "2022-") {
			client["method"] = method
		}
	default:
		client["password"] = secret
	}
	settings := with(d.settings, object{"clients": []object{client}})
	delete(settings, "flow")
	config["settings"] = settings
	return config
}

// XrayOutbound is a client of the door.
func (d Door) XrayOutbound(tag, node string, port int, secret string) map[string]any {
	settings := with(d.xray(secret), object{"address": node, "port": port})
	return object{"tag": tag, "protocol": d.protocol, "settings": settings, "streamSettings": d.dialOf(secret)}
}

// dialOf is the transport of a client; of Hysteria it holds the secret.
func (d Door) dialOf(secret string) object {
	if d.protocol != "hysteria" {
		return d.dial
	}
	return with(d.dial, object{"hysteriaSettings": object{"version": 2, "auth": secret}})
}

// SingBoxOutbound is a client of the door.
func (d Door) SingBoxOutbound(tag, node string, port int, secret string) map[string]any {
	return with(d.singBox(secret), object{"tag": tag, "server": node, "server_port": port})
}

// with is the object and what is added.
func with(o object, more ...object) object {
	sum := object{}
	for _, each := range append([]object{o}, more...) {
		for name, value := range each {
			sum[name] = value
		}
	}
	return sum
}

func newPassword() string { return "correct horse " + uuid.NewString()[:8] }

func newLogin() string { return fmt.Sprintf("user%s:%s", uuid.NewString()[:8], newPassword()) }

func newKey(length int) func() string {
	return func() string {
		bytes := make([]byte, length)
		_, _ = rand.Read(bytes) // never fails
		return base64.StdEncoding.EncodeToString(bytes)
	}
}
