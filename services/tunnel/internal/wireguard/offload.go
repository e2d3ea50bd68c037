package wireguard

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"

	"golang.org/x/sys/unix"
)

// UDPOffload says whether UDP packets are handed to the kernel many at a time, to be taken apart by it or the network card.
type UDPOffload string

const (
	// OffloadAuto uses it unless the running kernel is known to corrupt what it takes apart.
	OffloadAuto UDPOffload = "auto"
	OffloadOn   UDPOffload = "on"
	OffloadOff  UDPOffload = "off"
)

// UnmarshalJSON implements json.Unmarshaler.
func (o *UDPOffload) UnmarshalJSON(given []byte) error {
	return oneOf(given, o, OffloadAuto, OffloadOn, OffloadOff)
}

func oneOf[T ~string](given []byte, target *T, known ...T) error {
	var text string
	if err := json.Unmarshal(given, &text); err != nil {
		return err
	}
	for _, each := range known {
		if T(text) == each {
			*target = each
			return nil
		}
	}
	return fmt.Errorf("%q is none of %q", text, known)
}

func (o UDPOffload) off(running kernel) bool {
	switch o {
	case OffloadOn:
		return false
	case OffloadOff:
		return true
	default:
		return running.corruptsUDP()
	}
}

// kernel is a version of Linux.
type kernel struct{ major, minor, patch int }

var release = regexp.MustCompile(`^(\d+)\.(\d+)(?:\.(\d+))?`)

func runningKernel() kernel {
	var about unix.Utsname
	if unix.Uname(&about) != nil {
		return kernel{}
	}
	return kernelOf(unix.ByteSliceToString(about.Release[:]))
}

// kernelOf reads what uname says; the zero kernel when it cannot.
func kernelOf(text string) kernel {
	parts := release.FindStringSubmatch(text)
	if parts == nil {
		return kernel{}
	}
	number := func(digits string) int { n, _ := strconv.Atoi(digits); return n } // 0 where there are none
	return kernel{number(parts[1]), number(parts[2]), number(parts[3])}
}

// corruptsUDP tells of the versions 7.0 to 7.1.4, which damage packets that they take apart (UDP GSO).
func (k kernel) corruptsUDP() bool {
	return k.major == 7 && (k.minor == 0 || k.minor == 1 && k.patch <= 4)
}
