package xray

import (
	"context"
	"fmt"
	"time"

	"github.com/xtls/xray-core/common"
	"github.com/xtls/xray-core/common/buf"
	"github.com/xtls/xray-core/proxy"
	"github.com/xtls/xray-core/proxy/shadowsocks"
	"github.com/xtls/xray-core/proxy/trojan"
	vless "github.com/xtls/xray-core/proxy/vless/outbound"
	vmess "github.com/xtls/xray-core/proxy/vmess/outbound"
	"github.com/xtls/xray-core/transport"
	"github.com/xtls/xray-core/transport/internet"
	"google.golang.org/protobuf/proto"
)

// patient is an outbound to the next server of a chain. These wait a moment for what the user says first, to send it along
// with their own beginning. Of a user who says nothing Xray's reader answers with nothing and without an error, which VMess
// and Shadowsocks write as the end of what the user sends: protocols in which the server speaks first would end.
type patient struct{ proxy.Outbound }

func newPatient(ctx context.Context, theirs proto.Message) (proxy.Outbound, error) {
	made, err := common.CreateObject(ctx, theirs)
	if err != nil {
		return nil, err
	}
	outbound, ok := made.(proxy.Outbound)
	if !ok {
		return nil, fmt.Errorf("%T is no outbound", made)
	}
	return patient{outbound}, nil
}

// waitsForWords tells whether it is such an outbound.
func waitsForWords(config proto.Message) bool {
	switch config.(type) {
	case *vless.Config, *vmess.Config, *trojan.ClientConfig, *shadowsocks.ClientConfig:
		return true
	default:
		return false
	}
}

// Process implements proxy.Outbound.
func (p patient) Process(ctx context.Context, link *transport.Link, dialer internet.Dialer) error {
	if reader, waits := link.Reader.(buf.TimeoutReader); waits {
		link = &transport.Link{Reader: silence{reader}, Writer: link.Writer}
	}
	return p.Outbound.Process(ctx, link, dialer)
}

// silence is a reader that says when nothing came.
type silence struct{ buf.TimeoutReader }

// ReadMultiBufferTimeout implements buf.TimeoutReader.
func (s silence) ReadMultiBufferTimeout(patience time.Duration) (buf.MultiBuffer, error) {
	content, err := s.TimeoutReader.ReadMultiBufferTimeout(patience)
	if content == nil && err == nil {
		err = buf.ErrReadTimeout
	}
	return content, err
}

// Interrupt implements common.Interruptible.
func (s silence) Interrupt() { common.Interrupt(s.TimeoutReader) }
