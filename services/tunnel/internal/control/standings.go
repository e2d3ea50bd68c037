package control

import (
	"time"

	"google.golang.org/grpc"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/account"
)

const (
	// gathering is how long what is new waits for more of it.
	gathering = 50 * time.Millisecond
	// standingsOfReport keeps one small.
	standingsOfReport = 1000
)

// StreamStandings implements TunnelService.
func (s *Server) StreamStandings(
	_ *tunnelv1.StreamStandingsRequest, stream grpc.ServerStreamingServer[tunnelv1.UserStandings],
) error {
	heard := s.node.Book.Listen()
	defer heard.Close()
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-heard.Heard:
		case <-stream.Context().Done():
			return stream.Context().Err()
		case <-s.ended:
			return nil
		}
		pause.Reset(gathering)
		<-pause.C
		for ids := heard.Take(standingsOfReport); len(ids) > 0; ids = heard.Take(standingsOfReport) {
			if err := stream.Send(s.standings(ids)); err != nil {
				return err
			}
		}
	}
}

func (s *Server) standings(ids []account.ID) *tunnelv1.UserStandings {
	told := &tunnelv1.UserStandings{Epoch: s.node.Book.Epoch()}
	for _, id := range ids {
		is, known := s.node.Book.Standing(id)
		if !known {
			continue
		}
		standing := &tunnelv1.UserStanding{
			UserId: id.String(), Addresses: slotUse(is.Addresses), Devices: slotUse(is.Devices), WantsBytes: is.WantsBytes,
			ChargedBytes: is.Charged,
		}
		if is.Lease != nil {
			standing.Lease = &tunnelv1.UserLease{
				Epoch: is.Lease.Epoch, UntilBytes: is.Lease.UntilBytes, Returns: is.Lease.Returns,
			}
		}
		told.Users = append(told.Users, standing)
	}
	return told
}

func slotUse(is account.SlotUse) *tunnelv1.SlotUse {
	return &tunnelv1.SlotUse{Present: numbers(is.Present), Refused: numbers(is.Refused)}
}

func numbers(marks []account.Mark) []uint64 {
	told := make([]uint64, len(marks))
	for i, each := range marks {
		told[i] = uint64(each)
	}
	return told
}

// slots reads what a node may let in; nil: everybody.
func slots(given *tunnelv1.UserSlots) *account.Slots {
	if given == nil {
		return nil
	}
	read := &account.Slots{Any: int(given.Any), WantedElsewhere: given.WantedElsewhere}
	for _, each := range given.Named {
		read.Named = append(read.Named, account.Mark(each))
	}
	return read
}
