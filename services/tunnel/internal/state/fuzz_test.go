package state

import (
	"bytes"
	"testing"

	"github.com/google/uuid"
)

// FuzzRecords reads files that a broken disk left: what is read is whole, and what follows it is left out.
func FuzzRecords(f *testing.F) {
	content := &Content{Revision: Revision{Generation: "one", Number: 3}}
	content.Change(UserChange{To: content.Revision, Snapshot: true, Upserts: []User{{ID: uuid.New(), Devices: []Device{{ID: uuid.New()}}}}})
	whole := []byte(magic)
	for _, each := range content.records() {
		encoded, err := each.encode()
		if err != nil {
			f.Fatal(err)
		}
		whole = append(whole, encoded...)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add([]byte(magic + "\xff\xff\xff\xff\x00\x00\x00\x00{}"))
	f.Add([]byte(magic + "\x02\x00\x00\x00\x00\x00\x00\x00{}"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, file []byte) {
		read, good, err := load(bytes.NewReader(file))
		if good > int64(len(file)) || (err == nil && good != int64(len(file))) {
			t.Errorf("%d of %d bytes are good, %v", good, len(file), err)
		}
		again, goodAgain, _ := load(bytes.NewReader(file[:good]))
		if goodAgain != good || again.Revision != read.Revision || len(again.Users) != len(read.Users) {
			t.Errorf("what was read of it reads as %+v, then as %+v", read, again)
		}
	})
}
