package control

import (
	"context"

	tunnelv1 "vortexpanel.dev/contracts/gen/go/vortex/tunnel/v1"

	"vortexpanel.dev/tunnel/internal/state"
)

// DigestUsers implements TunnelService.
func (s *Server) DigestUsers(_ context.Context, request *tunnelv1.DigestUsersRequest) (*tunnelv1.UserDigests, error) {
	var asked [256]bool
	for _, number := range request.Buckets {
		if number > 255 {
			return nil, &invalidInput{"buckets", "too_large", "There are 256 of them, from 0."}
		}
		asked[number] = true
	}
	detailed := len(request.Buckets) > 0
	var buckets [256]*tunnelv1.UserBucket
	revision := s.node.UsersIn(
		func(bucket uint8) bool { return !detailed || asked[bucket] },
		func(user state.User) {
			number := state.Bucket(user.ID)
			bucket := buckets[number]
			if bucket == nil {
				bucket = &tunnelv1.UserBucket{Number: uint32(number)}
				buckets[number] = bucket
			}
			digest := user.Digest()
			bucket.Users++
			bucket.Digest ^= digest
			if detailed {
				bucket.Details = append(bucket.Details, &tunnelv1.UserDigest{UserId: user.ID.String(), Digest: digest})
			}
		},
	)
	answer := &tunnelv1.UserDigests{Generation: revision.Generation, Revision: revision.Number}
	for _, bucket := range buckets {
		if bucket != nil {
			answer.Buckets = append(answer.Buckets, bucket)
		}
	}
	return answer, nil
}
