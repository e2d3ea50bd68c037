// Package metrics tells Prometheus how the engine is. Nothing here names a user: their usage is the control API's matter.
package metrics

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"vortexpanel.dev/tunnel/internal/node"
)

// Server answers GET /metrics.
type Server struct{ http http.Server }

// Listen opens address, which must be of the loopback.
func Listen(address string) (net.Listener, error) {
	bound, err := netip.ParseAddrPort(address)
	if err != nil {
		return nil, fmt.Errorf("the address of metrics: %w", err)
	}
	if !bound.Addr().IsLoopback() {
		return nil, fmt.Errorf("metrics on %s: only an address of the loopback, such as 127.0.0.1:9464", address)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen for metrics: %w", err)
	}
	return listener, nil
}

// collected is what is left when garbage is gone, and how often that was.
var collected = collectors.GoRuntimeMetricsRule{Matcher: regexp.MustCompile(`^/gc/(heap/live:bytes|cycles/total:gc-cycles)$`)}

// New tells about served.
func New(served *node.Node, version string) *Server {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(collectors.WithGoCollectorRuntimeMetrics(collected)), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		&collector{served, version},
	)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	const patience = 10 * time.Second
	return &Server{http.Server{Handler: mux, ReadHeaderTimeout: patience, WriteTimeout: patience}}
}

// Serve answers until Close.
func (s *Server) Serve(listener net.Listener) error {
	if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve metrics: %w", err)
	}
	return nil
}

// Close stops at once. Idempotent.
func (s *Server) Close() error { return s.http.Close() }

var (
	built    = prometheus.NewDesc("vortex_tunnel_build_info", "Always 1.", []string{"version"}, nil)
	bytes    = prometheus.NewDesc("vortex_tunnel_bytes_total", "Payload of all users.", []string{"direction"}, nil)
	users    = prometheus.NewDesc("vortex_tunnel_users", "Users who may connect.", nil, nil)
	sessions = prometheus.NewDesc("vortex_tunnel_sessions", "Open sessions.", nil, nil)
	inbounds = prometheus.NewDesc("vortex_tunnel_inbounds", "Open inbounds.", nil, nil)
	revision = prometheus.NewDesc("vortex_tunnel_users_revision", "Where the users stand.", nil, nil)
	healthy  = prometheus.NewDesc("vortex_tunnel_part_healthy", "1 where all is well.", []string{"part"}, nil)
	draining = prometheus.NewDesc("vortex_tunnel_draining", "1 while no new connections are taken.", nil, nil)
)

type collector struct {
	node    *node.Node
	version string
}

// Describe implements prometheus.Collector.
func (*collector) Describe(to chan<- *prometheus.Desc) {
	for _, each := range []*prometheus.Desc{built, bytes, users, sessions, inbounds, revision, healthy, draining} {
		to <- each
	}
}

// Collect implements prometheus.Collector.
func (c *collector) Collect(to chan<- prometheus.Metric) {
	gauge := func(desc *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	is := c.node.Health()
	gauge(built, 1, c.version)
	gauge(users, float64(is.Users))
	gauge(sessions, float64(is.Sessions))
	gauge(inbounds, float64(is.Inbounds))
	gauge(revision, float64(c.node.Revision().Number))
	gauge(draining, one(is.Draining))
	for part, detail := range is.Parts {
		gauge(healthy, one(detail == ""), part)
	}
	uplink, downlink, err := c.node.TotalBytes()
	if err != nil {
		slog.Error("cannot read the counters", "error", err)
		return
	}
	to <- prometheus.MustNewConstMetric(bytes, prometheus.CounterValue, float64(uplink), "uplink")
	to <- prometheus.MustNewConstMetric(bytes, prometheus.CounterValue, float64(downlink), "downlink")
}

func one(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
