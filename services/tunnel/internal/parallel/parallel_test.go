package parallel

import (
	"errors"
	"sync/atomic"
	"testing"
)

func TestEveryPartIsDoneOnceThoughSomeFail(t *testing.T) {
	broken := errors.New("broken")
	for name, each := range map[string]func(int, func(int) error) error{"small": Each, "large": EachLarge} {
		for _, n := range []int{0, 1, 2, 63, 64, 65, 1000} {
			done := make([]atomic.Int32, n)
			err := each(n, func(i int) error {
				done[i].Add(1)
				if i == 1 {
					return broken
				}
				return nil
			})
			for i := range done {
				if done[i].Load() != 1 {
					t.Errorf("%s, %d parts: part %d was done %d times", name, n, i, done[i].Load())
				}
			}
			if failed := errors.Is(err, broken); failed != (n > 1) {
				t.Errorf("%s, %d parts: %v", name, n, err)
			}
		}
	}
}
