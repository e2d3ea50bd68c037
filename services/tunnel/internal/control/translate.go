package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"github.com/google/uuid"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/node"
	"vortexpanel.dev/tunnel/internal/parallel"
	"vortexpanel.dev/tunnel/internal/protocol"
	"vortexpanel.dev/tunnel/internal/state"
)

func inbounds(settings *tunnelv1.EngineSettings, given []*tunnelv1.TunnelInbound) state.Inbounds {
	wanted := state.Inbounds{Settings: map[string]json.RawMessage{}}
	for engine, document := range settings.GetByEngine() {
		if document != "" {
			wanted.Settings[engine] = json.RawMessage(document)
		}
	}
	for _, each := range given {
		coefficient := uint64(1000)
		if each.CoefficientMilli != nil {
			coefficient = uint64(*each.CoefficientMilli)
		}
		wanted.Inbounds = append(wanted.Inbounds, protocol.Inbound{
			Tag: each.Tag, Protocol: each.Protocol, CoefficientMilli: coefficient, Config: json.RawMessage(each.Config),
		})
	}
	return wanted
}

func problem(err error) *tunnelv1.InboundProblem {
	var settings *node.InvalidSettings
	var inbound *protocol.InvalidInbound
	switch {
	case errors.As(err, &settings):
		return &tunnelv1.InboundProblem{Engine: settings.Engine, Code: "invalid_settings", Message: settings.Cause.Error()}
	case errors.Is(err, node.ErrDuplicateTag) && errors.As(err, &inbound):
		return &tunnelv1.InboundProblem{Tag: inbound.Tag, Code: "duplicate_tag", Message: inbound.Cause.Error()}
	case errors.As(err, &inbound):
		return &tunnelv1.InboundProblem{Tag: inbound.Tag, Code: "invalid_config", Message: inbound.Cause.Error()}
	default:
		return &tunnelv1.InboundProblem{Code: "invalid_config", Message: err.Error()}
	}
}

func unknown(applied node.Applied) []*tunnelv1.InboundProblem {
	var problems []*tunnelv1.InboundProblem
	for _, each := range applied.Unknown {
		problems = append(problems, &tunnelv1.InboundProblem{
			Tag: each.Tag, Code: "unknown_protocol", Message: fmt.Sprintf("This engine does not know %q.", each.Protocol),
		})
	}
	for _, engine := range slices.Sorted(slices.Values(applied.UnknownEngines)) {
		problems = append(problems, &tunnelv1.InboundProblem{
			Engine: engine, Code: "unknown_protocol", Message: fmt.Sprintf("There is no engine %q here.", engine),
		})
	}
	return problems
}

// users translates upserts; those whose ids are no UUIDs are told, and left out.
func users(given []*tunnelv1.TunnelUser) ([]state.User, []*tunnelv1.UserProblem) {
	all, bad := make([]state.User, len(given)), make([]*tunnelv1.UserProblem, len(given))
	_ = parallel.Each(len(given), func(i int) error {
		all[i], bad[i] = user(given[i])
		return nil
	})
	translated := all[:0]
	var problems []*tunnelv1.UserProblem
	for i, each := range all {
		if bad[i] != nil {
			problems = append(problems, bad[i])
			continue
		}
		translated = append(translated, each)
	}
	return translated, problems
}

func user(given *tunnelv1.TunnelUser) (state.User, *tunnelv1.UserProblem) {
	invalid := func(device, message string) (state.User, *tunnelv1.UserProblem) {
		return state.User{}, &tunnelv1.UserProblem{UserId: given.Id, DeviceId: device, Code: "invalid_user", Message: message}
	}
	id, err := uuid.Parse(given.Id)
	if err != nil {
		return invalid("", "The id of the user is not a UUID.")
	}
	translated := state.User{ID: id, Limits: limits(given.GetLimits()), Exit: given.Exit}
	for _, each := range given.Devices {
		device, err := uuid.Parse(each.Id)
		if err != nil {
			return invalid(each.Id, "The id of the device is not a UUID.")
		}
		made := state.Device{ID: device}
		for _, access := range each.Access {
			proof := state.Access{Inbound: access.InboundTag, Secret: access.Secret, PresharedKey: access.PresharedKey}
			for _, text := range access.TunnelAddresses {
				address, err := netip.ParseAddr(text)
				if err != nil {
					return invalid(each.Id, "A tunnel address is no IP address.")
				}
				if address.Is4() {
					proof.IPv4 = address
				} else {
					proof.IPv6 = address
				}
			}
			made.Access = append(made.Access, proof)
		}
		translated.Devices = append(translated.Devices, made)
	}
	return translated, nil
}

func limits(given *tunnelv1.UserLimits) account.Limits {
	translated := account.Limits{
		UplinkBytesPerSecond:   given.GetUplinkBytesPerSecond(),
		DownlinkBytesPerSecond: given.GetDownlinkBytesPerSecond(),
		MostAddresses:          int(given.GetMostAddresses()),
		MostDevices:            int(given.GetMostDevices()),
		AddressSlots:           slots(given.GetAddressSlots()),
		DeviceSlots:            slots(given.GetDeviceSlots()),
	}
	if at := given.GetExpiresAt(); at != nil {
		translated.ExpiresAt = at.AsTime()
	}
	if lease := given.GetLease(); lease != nil {
		translated.Lease = &account.Lease{Epoch: lease.Epoch, UntilBytes: lease.UntilBytes, Returns: lease.Returns}
	}
	return translated
}

// id reads a UUID of a request; empty is the zero one where that is allowed.
func id(path, given string, mayBeEmpty bool) (account.ID, error) {
	if given == "" && mayBeEmpty {
		return account.ID{}, nil
	}
	read, err := uuid.Parse(given)
	if err != nil {
		return account.ID{}, &invalidInput{path, "invalid_uuid", "This is not a UUID."}
	}
	return read, nil
}
