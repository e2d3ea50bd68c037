package xray

import (
	"context"
	"log/slog"
	"net"
	"strings"

	"github.com/xtls/xray-core/common/log"
	"github.com/xtls/xray-core/common/serial"
)

// logHandler writes what Xray says to the process's log, under its level. Xray names destinations of customers at info:
// here that is debug. Its access log is left out altogether.
type logHandler struct{}

// Handle implements log.Handler.
func (logHandler) Handle(message log.Message) {
	general, ok := message.(*log.GeneralMessage)
	if !ok {
		return
	}
	level := slog.LevelDebug
	switch general.Severity {
	case log.Severity_Error:
		level = slog.LevelError
	case log.Severity_Warning:
		level = slog.LevelWarn
	}
	said := serial.ToString(general.Content)
	if strings.HasSuffix(said, net.ErrClosed.Error()) {
		level = slog.LevelDebug // some transports call it an error that their port was closed
	}
	logger := slog.Default()
	if !logger.Enabled(context.Background(), level) {
		return
	}
	logger.Log(context.Background(), level, said, "engine", "xray")
}
