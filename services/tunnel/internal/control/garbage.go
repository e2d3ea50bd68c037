package control

import (
	"runtime/debug"
	"sync"
)

// rareCollection is a GOGC under which the heap grows to four times what is in use before garbage is looked for.
const rareCollection = 300

// collection is how often garbage is looked for while many users come. Nearly all that is made then stays, so that looking
// often finds little: of the usual GOGC a third of the time would go into it.
var collection struct {
	sync.Mutex
	rare  int // of those that want it to be
	usual int
}

// collectRarely has garbage looked for rarely until the caller, and everybody else who wants that, has ended it. A limit of
// memory (GOMEMLIMIT) holds all the same, and so does a GOGC that is higher, or off.
func collectRarely() (end func()) {
	collection.Lock()
	defer collection.Unlock()
	if collection.rare++; collection.rare == 1 {
		collection.usual = debug.SetGCPercent(rareCollection)
		if collection.usual < 0 || collection.usual > rareCollection {
			debug.SetGCPercent(collection.usual)
		}
	}
	return sync.OnceFunc(func() {
		collection.Lock()
		defer collection.Unlock()
		if collection.rare--; collection.rare == 0 {
			debug.SetGCPercent(collection.usual)
		}
	})
}
