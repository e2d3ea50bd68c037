package xray

import (
	"fmt"

	"github.com/google/uuid"
	"github.com/xtls/xray-core/common/protocol"
	"github.com/xtls/xray-core/common/serial"
	hysteria "github.com/xtls/xray-core/proxy/hysteria/account"
	"github.com/xtls/xray-core/proxy/shadowsocks"
	"github.com/xtls/xray-core/proxy/shadowsocks_2022"
	"github.com/xtls/xray-core/proxy/trojan"
	"github.com/xtls/xray-core/proxy/vless"
	"github.com/xtls/xray-core/proxy/vmess"
	"google.golang.org/protobuf/proto"

	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

// An Xray user's e-mail is what Xray tells us of who a connection belongs to.
func email(key vortex.DeviceKey) string { return key.ID.String() + "/" + key.Device.String() }

func parseEmail(text string) (vortex.DeviceKey, bool) {
	const length = 36
	if len(text) != 2*length+1 || text[length] != '/' {
		return vortex.DeviceKey{}, false
	}
	id, err := uuid.Parse(text[:length])
	if err != nil {
		return vortex.DeviceKey{}, false
	}
	device, err := uuid.Parse(text[length+1:])
	return vortex.DeviceKey{ID: id, Device: device}, err == nil
}

// memoryUser is the user as an inbound of Xray keeps it.
func (i *servedInbound) memoryUser(user vortex.User) (*protocol.MemoryUser, error) {
	var secret proto.Message
	switch i.protocol {
	case "vless":
		secret = &vless.Account{Id: user.Secret, Flow: i.flow, Encryption: "none"}
	case "vmess":
		secret = &vmess.Account{Id: user.Secret}
	case "trojan":
		secret = &trojan.Account{Password: user.Secret}
	case "hysteria":
		secret = &hysteria.Account{Auth: user.Secret}
	case "shadowsocks":
		if i.cipher == shadowsocks.CipherType_UNKNOWN {
			secret = &shadowsocks_2022.Account{Key: user.Secret}
		} else {
			secret = &shadowsocks.Account{Password: user.Secret, CipherType: i.cipher}
		}
	default:
		return nil, fmt.Errorf("%s has no users of its own", i.protocol)
	}
	made := &protocol.User{Email: email(user.Key()), Account: serial.ToTypedMessage(secret)}
	return made.ToMemoryUser()
}
