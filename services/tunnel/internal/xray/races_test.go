package xray

import "testing"

// Three races are within Xray (26.3.27, the newest that is published as a Go module), and none of them is between what is
// ours, nor of what could be put around its connections. The race detector would fail tests for them:
//
//   - Vision: both directions read and write the state of one connection without a lock (proxy.TrafficState; VisionReader
//     proxy.go:255, XtlsFilterTls proxy.go:624). It also reaches into TLS connections by pointer arithmetic, which -race has
//     checked.
//   - XHTTP: the end of an upload is set under a lock and read without it (splithttp.uploadQueue.closed, upload_queue.go:64
//     and :90); its own handler of requests ends it so (hub.go:404).
//   - REALITY: a probe of the target that each listener makes writes its result from two goroutines
//     (reality.CCSDetectConn.Write, record_detect.go:151 and :182).

// skipRacesOfOpening skips what begins with the listener.
func (d door) skipRacesOfOpening(t testing.TB) {
	t.Helper()
	if racesAreSeen && d.stream["security"] == "reality" {
		t.Skip("REALITY's probe races with itself")
	}
}

// skipRacesOfCarrying skips what takes a client's traffic.
func (d door) skipRacesOfCarrying(t testing.TB) {
	t.Helper()
	switch {
	case !racesAreSeen:
	case d.settings["flow"] != nil:
		t.Skip("the directions of Vision race with each other")
	case d.stream["network"] == "xhttp":
		t.Skip("the end of an upload of XHTTP races with its reader")
	}
}
