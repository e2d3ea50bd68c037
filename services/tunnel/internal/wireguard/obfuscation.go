package wireguard

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Amnezia are the parameters of AmneziaWG: a WireGuard whose messages do not look like its own. Clients need the same
// ones, but for the junk, which each side sends as it likes.
type Amnezia struct {
	// Jc packets of junk, of Jmin to Jmax bytes, precede each handshake.
	Jc   int `json:"jc,omitempty"`
	Jmin int `json:"jmin,omitempty"`
	Jmax int `json:"jmax,omitempty"`
	// S1 to S4 are bytes in front of initiations, responses, cookies and data.
	S1 int `json:"s1,omitempty"`
	S2 int `json:"s2,omitempty"`
	S3 int `json:"s3,omitempty"`
	S4 int `json:"s4,omitempty"`
	// H1 to H4 are the types that initiations, responses, cookies and data bear instead of 1 to 4: a number each, or a
	// range such as 100-200.
	H1 string `json:"h1,omitempty"`
	H2 string `json:"h2,omitempty"`
	H3 string `json:"h3,omitempty"`
	H4 string `json:"h4,omitempty"`
}

const (
	mostJunkPackets = 128
	// mostMessageBytes of a handshake pass every path of IPv6 in one piece.
	mostMessageBytes = leastMTU - 48
	// Bytes of WireGuard's own messages.
	initiationBytes = 148
	responseBytes   = 92
	cookieBytes     = 64
	mostDataPadding = 64
)

func (a Amnezia) check() error {
	if a.Jc < 0 || a.Jc > mostJunkPackets {
		return fmt.Errorf("jc: from 0 to %d", mostJunkPackets)
	}
	if a.Jmin < 0 || a.Jmin > a.Jmax || a.Jmax > mostMessageBytes || a.Jc > 0 && a.Jmin == 0 {
		return fmt.Errorf("jmin, jmax: from 1 to %d, jmin the smaller one", mostMessageBytes)
	}
	for name, padding := range map[string]struct{ bytes, most int }{
		"s1": {a.S1, mostMessageBytes - initiationBytes}, "s2": {a.S2, mostMessageBytes - responseBytes},
		"s3": {a.S3, mostMessageBytes - cookieBytes}, "s4": {a.S4, mostDataPadding},
	} {
		if padding.bytes < 0 || padding.bytes > padding.most {
			return fmt.Errorf("%s: from 0 to %d", name, padding.most)
		}
	}
	if a.S1+initiationBytes == a.S2+responseBytes {
		return errors.New("s2: initiations and responses would be of the same length")
	}
	_, err := a.types()
	return err
}

// types are the ranges of message types, in order of what they stand for.
func (a Amnezia) types() ([]span, error) {
	var types []span
	for i, text := range []string{a.H1, a.H2, a.H3, a.H4} {
		if text == "" {
			text = strconv.Itoa(i + 1) // WireGuard's own
		}
		is, err := spanOf(text)
		if err != nil {
			return nil, fmt.Errorf("h%d: %w", i+1, err)
		}
		types = append(types, is)
	}
	sorted := slices.SortedFunc(slices.Values(types), func(a, b span) int { return cmp.Compare(a.first, b.first) })
	for i := range sorted[1:] {
		if sorted[i].last >= sorted[i+1].first {
			return nil, errors.New("h1 to h4: no two may have a type in common")
		}
	}
	return types, nil
}

type span struct{ first, last uint32 }

func spanOf(text string) (span, error) {
	from, to, isRange := strings.Cut(text, "-")
	if !isRange {
		to = from
	}
	const base, bits = 10, 32
	first, err := strconv.ParseUint(from, base, bits)
	last, err2 := strconv.ParseUint(to, base, bits)
	// All types at once would overflow the device's count of them.
	if err != nil || err2 != nil || first > last || last-first == 1<<bits-1 {
		return span{}, errors.New("a number of 32 bits, or a range of them such as 100-200")
	}
	return span{uint32(first), uint32(last)}, nil
}

// commands say the parameters to the device.
func (a Amnezia) commands() string {
	var text strings.Builder
	for _, each := range []struct {
		name  string
		value int
	}{{"jc", a.Jc}, {"jmin", a.Jmin}, {"jmax", a.Jmax}, {"s1", a.S1}, {"s2", a.S2}, {"s3", a.S3}, {"s4", a.S4}} {
		if each.value > 0 {
			fmt.Fprintf(&text, "%s=%d\n", each.name, each.value)
		}
	}
	types, _ := a.types() // checked when the configuration was read
	for i, each := range types {
		fmt.Fprintf(&text, "h%d=%d-%d\n", i+1, each.first, each.last)
	}
	return text.String()
}
