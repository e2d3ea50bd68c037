// Package parallel spreads work of which the parts do not depend on each other over the processors.
package parallel

import (
	"errors"
	"runtime"
	"sync"
)

// Each does the work of 0 to n-1, whatever of it fails, and answers with what failed first in each share.
func Each(n int, work func(i int) error) error {
	const leastShare = 64 // for less, starting a goroutine is not worth it
	shares := min(runtime.GOMAXPROCS(0), (n+leastShare-1)/leastShare)
	return over(n, shares, work)
}

// EachLarge is Each for work of which every part is worth a goroutine.
func EachLarge(n int, work func(i int) error) error {
	return over(n, min(runtime.GOMAXPROCS(0), n), work)
}

func over(n, shares int, work func(i int) error) error {
	failed := make([]error, shares)
	var running sync.WaitGroup
	for share := range shares {
		running.Go(func() {
			for i := share * n / shares; i < (share+1)*n/shares; i++ {
				if err := work(i); err != nil && failed[share] == nil {
					failed[share] = err
				}
			}
		})
	}
	running.Wait()
	return errors.Join(failed...)
}
