package wireguard

import (
	"errors"
	"net/netip"
	"strings"
	"testing"

	vortex "vortexpanel.dev/tunnel/internal/protocol"
)

const validConfig = `"privateKey":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","port":51820,"pools":["10.8.0.0/24","fd00:8::/64"]`

func TestWhatIsWrongWithAConfigurationIsNamed(t *testing.T) {
	for given, wrong := range map[string]string{
		`{` + validConfig + `,"datapath":"magic"}`:                                     `"magic"`,
		`{` + validConfig + `,"udpOffload":"maybe"}`:                                   `"maybe"`,
		`{` + validConfig + `,"mtuBytes":1000}`:                                        "mtuBytes",
		`{` + validConfig + `,"unknown":1}`:                                            "unknown",
		`{` + validConfig + `,"amnezia":{"jc":129,"jmin":1,"jmax":2}}`:                 "amnezia.jc",
		`{` + validConfig + `,"amnezia":{"jc":3}}`:                                     "amnezia.jmin",
		`{` + validConfig + `,"amnezia":{"jc":3,"jmin":9,"jmax":8}}`:                   "amnezia.jmin",
		`{` + validConfig + `,"amnezia":{"s1":5000}}`:                                  "amnezia.s1",
		`{` + validConfig + `,"amnezia":{"s4":-1}}`:                                    "amnezia.s4",
		`{` + validConfig + `,"amnezia":{"s1":4,"s2":60}}`:                             "amnezia.s2",
		`{` + validConfig + `,"amnezia":{"h1":"x"}}`:                                   "amnezia.h1",
		`{` + validConfig + `,"amnezia":{"h2":"9-8"}}`:                                 "amnezia.h2",
		`{` + validConfig + `,"amnezia":{"h1":"0-4294967295"}}`:                        "amnezia.h1",
		`{` + validConfig + `,"amnezia":{"h1":"10-20","h4":"20-30"}}`:                  "amnezia.h1 to h4",
		`{` + validConfig + `,"amnezia":{"h1":"3"}}`:                                   "amnezia.h1 to h4",
		`{` + validConfig + `,"datapath":"kernel","amnezia":{}}`:                       "amnezia",
		`{` + strings.Replace(validConfig, "10.8.0.0/24", "10.8.0.1/24", 1) + `}`:      "pools",
		`{` + strings.Replace(validConfig, "fd00:8::/64", "10.9.0.0/24", 1) + `}`:      "pools",
		`{` + strings.Replace(validConfig, "AAECAwQFBgcICQoLDA0O", "AAEC", 1) + `}`:    "privateKey",
		`{` + strings.Replace(validConfig, `"port":51820`, `"port":0`, 1) + `}`:        "port",
		`{` + validConfig + `,"amnezia":{"h1":"10","h2":"11","h3":"12","h4":"10-14"}}`: "amnezia.h1 to h4",
	} {
		_, err := parse(vortex.Inbound{Tag: "door", Config: []byte(given)})
		if refused := (*vortex.InvalidInbound)(nil); !errors.As(err, &refused) || refused.Tag != "door" || !strings.Contains(err.Error(), wrong) {
			t.Errorf("%s\nis answered with %v, not with %s", given, err, wrong)
		}
	}
}

func TestAmneziasOwnBytesComeOffTheTunnelsMTU(t *testing.T) {
	config, err := parse(vortex.Inbound{Config: []byte(`{` + validConfig + `,"amnezia":{"s4":20}}`)})
	if err != nil || config.MTUBytes != usualMTU-20 || config.Datapath != DatapathAuto {
		t.Errorf("%+v: %v", config, err)
	}
}

func TestUDPPacketsAreKeptApartWhereTheKernelDamagesThem(t *testing.T) {
	for release, damages := range map[string]bool{
		"6.18.44-generic": false, "7.0.0": true, "7.0-rc3": true, "7.1.4-arch1-1": true, "7.1.5": false, "7.2.0": false, "8.0.1": false,
		"5.15.0": false, "strange": false,
	} {
		if is := OffloadAuto.off(kernelOf(release)); is != damages {
			t.Errorf("%s: kept apart %v", release, is)
		}
	}
	if OffloadOn.off(kernelOf("7.0.1")) || !OffloadOff.off(kernelOf("6.1.0")) {
		t.Error("the setting does not win over the kernel's version")
	}
}

func TestInboundsWhoseNetworksOverlapAreRefused(t *testing.T) {
	l := newLab(t, onTUN)
	other := l.inbound("other", l.port+1, func(c *Config) { c.Pools = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} })
	err := l.server.Apply(t.Context(), []vortex.Inbound{l.inbound(tag, l.port), other})
	if refused := (*vortex.InvalidInbound)(nil); !errors.As(err, &refused) || refused.Tag != "other" || !strings.Contains(err.Error(), tag) {
		t.Errorf("answered %v", err)
	}
}
