package door

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// house is what all doors of a laboratory share.
type house struct {
	certificate Certificate
	// borrowed is the server whose handshake REALITY borrows.
	borrowed string
}

// All are the doors there are. REALITY borrows its handshake from the TLS 1.3 server at borrowed.
func All(certificate Certificate, borrowed string) ([]Door, error) {
	h := house{certificate, borrowed}
	doors := slices.Concat(h.vless(), h.vmess(), h.trojan(), shadowsocks(), h.logins(), []Door{h.hysteria()})
	reality, err := h.reality()
	if err != nil {
		return nil, err
	}
	encrypted, err := encryption()
	return append(doors, reality, encrypted), err
}

// Find finds a door by name.
func Find(doors []Door, name string) Door {
	return doors[slices.IndexFunc(doors, func(d Door) bool { return d.Name == name })]
}

// transport is a way of Xray's, and of sing-box where it has the like.
type transport struct {
	in, out object
	singBox object
}

func (h house) over(network string, settings, singBox object) transport {
	more := object{}
	if settings != nil {
		more[network+"Settings"] = settings
	}
	return transport{
		in:      with(object{"network": network, "security": "tls", "tlsSettings": h.certificate.server()}, more),
		out:     with(object{"network": network, "security": "tls", "tlsSettings": h.certificate.client()}, more),
		singBox: object{"tls": h.certificate.singBox(), "transport": singBox},
	}
}

func (h house) raw() transport {
	t := h.over("raw", nil, nil)
	delete(t.singBox, "transport")
	return t
}

func (h house) webSocket() transport {
	return h.over("ws", object{"path": "/ws"}, object{"type": "ws", "path": "/ws"})
}

func (h house) grpc() transport {
	return h.over("grpc", object{"serviceName": "tunnel"}, object{"type": "grpc", "service_name": "tunnel"})
}

func (h house) upgrade() transport {
	return h.over("httpupgrade", object{"path": "/up"}, object{"type": "httpupgrade", "path": "/up"})
}

func plain() transport {
	return transport{in: object{"network": "raw"}, out: object{"network": "raw"}, singBox: object{}}
}

// door puts a protocol over a transport.
func (t transport) door(d Door) Door {
	d.Packets, d.stream, d.dial = true, t.in, t.out
	if d.singBox != nil {
		client := d.singBox
		d.singBox = func(secret string) object { return with(client(secret), t.singBox) }
	}
	return d
}

const vision = "xtls-rprx-vision"

func vless(name, flow string) Door {
	settings := object{"decryption": "none"}
	if flow != "" {
		settings["flow"] = flow
	}
	return Door{
		Name: name, protocol: "vless", NewSecret: uuid.NewString, settings: settings,
		xray: func(secret string) object { return object{"id": secret, "encryption": "none", "flow": flow} },
		singBox: func(secret string) object {
			return object{"type": "vless", "uuid": secret, "flow": flow, "packet_encoding": "xudp"}
		},
	}
}

func (h house) vless() []Door {
	xhttp := h.over("xhttp", object{"path": "/x"}, nil)
	onlyXray := vless("vless-xhttp-tls", "")
	onlyXray.singBox = nil
	return []Door{
		plain().door(vless("vless-raw", "")),
		h.raw().door(vless("vless-tls-vision", vision)),
		h.webSocket().door(vless("vless-ws-tls", "")),
		h.grpc().door(vless("vless-grpc-tls", "")),
		h.upgrade().door(vless("vless-httpupgrade-tls", "")),
		xhttp.door(onlyXray),
	}
}

// reality is VLESS with Vision over REALITY.
func (h house) reality() (Door, error) {
	key, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return Door{}, err
	}
	const shortID = "0123abcd"
	encode := base64.RawURLEncoding.EncodeToString
	public := encode(key.PublicKey().Bytes())
	d := transport{
		in: object{"network": "raw", "security": "reality", "realitySettings": object{
			"target": h.borrowed, "serverNames": []string{serverName}, "privateKey": encode(key.Bytes()), "shortIds": []string{shortID},
		}},
		out: object{"network": "raw", "security": "reality", "realitySettings": object{
			"serverName": serverName, "publicKey": public, "shortId": shortID, "fingerprint": "chrome",
		}},
		singBox: object{"tls": object{
			"enabled": true, "server_name": serverName, "utls": object{"enabled": true, "fingerprint": "chrome"},
			"reality": object{"enabled": true, "public_key": public, "short_id": shortID},
		}},
	}.door(vless("vless-reality-vision", vision))
	return d, nil
}

// encryption is VLESS with its own encryption.
func encryption() (Door, error) {
	key, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return Door{}, err
	}
	const words = "mlkem768x25519plus.native."
	encode := base64.RawURLEncoding.EncodeToString
	d := vless("vless-encryption", "")
	d.singBox = nil
	d.settings = object{"decryption": words + "600s." + encode(key.Bytes())}
	d.xray = func(secret string) object {
		return object{"id": secret, "encryption": words + "0rtt." + encode(key.PublicKey().Bytes())}
	}
	return plain().door(d), nil
}

func (h house) vmess() []Door {
	made := func(name string) Door {
		return Door{
			Name: name, protocol: "vmess", NewSecret: uuid.NewString, settings: object{},
			xray: func(secret string) object { return object{"id": secret, "security": "auto"} },
			singBox: func(secret string) object {
				return object{"type": "vmess", "uuid": secret, "security": "auto", "packet_encoding": "xudp"}
			},
		}
	}
	return []Door{plain().door(made("vmess-raw")), h.webSocket().door(made("vmess-ws-tls")), h.grpc().door(made("vmess-grpc-tls"))}
}

func (h house) trojan() []Door {
	made := func(name string) Door {
		return Door{
			Name: name, protocol: "trojan", NewSecret: newPassword, settings: object{},
			xray:    func(secret string) object { return object{"password": secret} },
			singBox: func(secret string) object { return object{"type": "trojan", "password": secret} },
		}
	}
	return []Door{h.raw().door(made("trojan-tls")), h.webSocket().door(made("trojan-ws-tls")), h.grpc().door(made("trojan-grpc-tls"))}
}

func shadowsocks() []Door {
	made := func(name, method string, secrets func() string, server string) Door {
		settings := object{"method": method, "network": "tcp,udp", "clients": []any{}}
		if server != "" {
			settings["password"] = server
		}
		whole := func(secret string) string { return strings.TrimPrefix(server+":"+secret, ":") }
		return plain().door(Door{
			Name: name, protocol: "shadowsocks", NewSecret: secrets, settings: settings,
			xray: func(secret string) object { return object{"method": method, "password": whole(secret)} },
			singBox: func(secret string) object {
				return object{"type": "shadowsocks", "method": method, "password": whole(secret)}
			},
		})
	}
	const short, long = 16, 32
	return []Door{
		made("shadowsocks-aes", "aes-256-gcm", newPassword, ""),
		made("shadowsocks-chacha", "chacha20-ietf-poly1305", newPassword, ""),
		made("shadowsocks-2022-128", "2022-blake3-aes-128-gcm", newKey(short), newKey(short)()),
		made("shadowsocks-2022-256", "2022-blake3-aes-256-gcm", newKey(long), newKey(long)()),
	}
}

func (h house) hysteria() Door {
	protocols := object{"alpn": []string{"h3"}}
	return transport{
		in:      object{"network": "hysteria", "security": "tls", "tlsSettings": with(h.certificate.server(), protocols), "hysteriaSettings": object{"version": 2}},
		out:     object{"network": "hysteria", "security": "tls", "tlsSettings": with(h.certificate.client(), protocols)},
		singBox: object{"tls": h.certificate.singBox(protocols)},
	}.door(Door{
		Name: "hysteria2", protocol: "hysteria", NewSecret: newPassword, settings: object{"version": 2},
		xray:    func(string) object { return object{"version": 2} },
		singBox: func(secret string) object { return object{"type": "hysteria2", "password": secret} },
	})
}

// logins are the doors whose users have a name and a password.
func (h house) logins() []Door {
	made := func(protocol string, settings object) Door {
		return plain().door(Door{
			Name: protocol, protocol: protocol, NewSecret: newLogin, settings: settings,
			xray: func(secret string) object {
				name, password, _ := strings.Cut(secret, ":")
				return object{"user": name, "pass": password}
			},
			singBox: func(secret string) object {
				name, password, _ := strings.Cut(secret, ":")
				return object{"type": protocol, "username": name, "password": password}
			},
		})
	}
	streams := made("http", object{})
	streams.Packets = false
	return []Door{streams, made("socks", object{"udp": true, "auth": "password"})}
}
