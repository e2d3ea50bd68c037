package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"

	"vortexpanel.dev/tunnel/internal/account"
	"vortexpanel.dev/tunnel/internal/protocol"
)

func someInbounds(tag string) Inbounds {
	return Inbounds{
		Settings: map[string]json.RawMessage{"xray": json.RawMessage(`{"policy":{}}`)},
		Inbounds: []protocol.Inbound{{Tag: tag, Protocol: "vless", CoefficientMilli: 1500, Config: json.RawMessage(`{"port":1}`)}},
	}
}

func someUser() User {
	return User{
		ID:      uuid.New(),
		Limits:  account.Limits{ExpiresAt: time.Now().UTC().Truncate(time.Second), Lease: &account.Lease{Epoch: 1 << 63, UntilBytes: 9}, MostDevices: 2},
		Devices: []Device{{ID: uuid.New(), Access: []Access{{Inbound: "door", Secret: "secret"}}}},
	}
}

// history makes a store of inbounds and ten revisions of users, and answers with the content at each length of the file.
func history(t *testing.T, path string) map[int64]Content {
	t.Helper()
	store, content, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	at := map[int64]Content{}
	note := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		copied := *content
		copied.Users = map[account.ID]User{}
		for id, user := range content.Users {
			copied.Users[id] = user
		}
		at[info.Size()] = copied
	}
	note(nil)
	content.Inbounds = someInbounds("door")
	note(store.SaveInbounds(content))
	var before User
	for n := range int64(10) {
		user := someUser()
		change := UserChange{To: Revision{"one", n + 1}, Upserts: []User{user}, Removed: []account.ID{before.ID}}
		content.Change(change)
		note(store.SaveUsers(change, content))
		before = user
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return at
}

func TestWhatWasStoredIsThereAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	at := history(t, path)
	var longest int64
	for size := range at {
		longest = max(longest, size)
	}
	for range 2 {
		store, content, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if want := at[longest]; !reflect.DeepEqual(*content, want) {
			t.Errorf("read %+v, wrote %+v", *content, want)
		}
		_ = store.Close()
	}
}

func TestAFileCutAnywhereHoldsARevisionThatWas(t *testing.T) {
	folder := t.TempDir()
	whole := filepath.Join(folder, "state")
	at := history(t, whole)
	bytes, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	lengths := []int{}
	for size := range at {
		lengths = append(lengths, int(size)-1, int(size), int(size)+1, int(size)+7, int(size)+9)
	}
	for length := 0; length < len(bytes); length += 211 {
		lengths = append(lengths, length)
	}
	for _, length := range lengths {
		length = min(length, len(bytes))
		path := filepath.Join(folder, "cut")
		if err := os.WriteFile(path, bytes[:length], 0o600); err != nil {
			t.Fatal(err)
		}
		var want Content
		want.Users = map[account.ID]User{}
		var longest int64
		for size, content := range at {
			if size <= int64(length) && size > longest {
				longest, want = size, content
			}
		}
		store, content, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		_ = store.Close()
		if longest > 0 && !reflect.DeepEqual(*content, want) {
			t.Fatalf("cut at %d of %d: read %+v, wanted %+v", length, len(bytes), *content, want)
		}
		if again, content2, err := Open(path); err != nil || !reflect.DeepEqual(content, content2) {
			t.Fatalf("cut at %d: the second time it is %+v, %v", length, content2, err)
		} else {
			_ = again.Close()
		}
	}
}

func TestOfAWholeFileThatIsCutNoRevisionHolds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	store, content, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	change := UserChange{To: Revision{"one", 7}, Snapshot: true}
	for range 2*partOfUsers + 1 {
		change.Upserts = append(change.Upserts, someUser())
	}
	content.Change(change)
	if err := errors.Join(store.SaveUsers(change, content), store.Close()); err != nil {
		t.Fatal(err)
	}
	if _, read, err := Open(path); err != nil || !reflect.DeepEqual(read, content) {
		t.Fatalf("read %d users at %v of %d, %v", len(read.Users), read.Revision, len(content.Users), err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()-1); err != nil {
		t.Fatal(err)
	}
	if _, read, err := Open(path); err != nil || read.Revision != (Revision{}) {
		t.Errorf("%d users stand at %v, %v", len(read.Users), read.Revision, err)
	}
}

func TestADamagedByteIsNoticed(t *testing.T) {
	folder := t.TempDir()
	whole := filepath.Join(folder, "state")
	at := history(t, whole)
	bytes, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	known := func(content *Content) bool {
		for _, each := range at {
			if reflect.DeepEqual(*content, each) {
				return true
			}
		}
		return content.Revision == Revision{} && len(content.Users) == 0
	}
	for position := 0; position < len(bytes); position += 101 {
		damaged := append([]byte{}, bytes...)
		damaged[position] ^= 0x10
		path := filepath.Join(folder, fmt.Sprint(position))
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		store, content, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		_ = store.Close()
		if !known(content) {
			t.Fatalf("a byte at %d turned the content into %+v", position, content)
		}
		if kept, err := os.ReadFile(path + ".damaged"); err != nil || len(kept) != len(damaged) {
			t.Fatalf("the damaged file was not kept: %v", err)
		}
	}
}

func TestTheFileDoesNotGrowForEver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	store, content, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	user := someUser()
	user.Devices[0].Access[0].Secret = string(make([]byte, 100_000))
	var most int64
	for n := range int64(60) {
		change := UserChange{To: Revision{"one", n + 1}, Upserts: []User{user}}
		content.Change(change)
		if err := store.SaveUsers(change, content); err != nil {
			t.Fatal(err)
		}
		most = max(most, store.size)
	}
	const one = 700_000 // of 100,000 bytes that JSON escapes
	if most > 3*one+appendedBytes {
		t.Errorf("grew to %d bytes", most)
	}
	_ = store.Close()
	_, read, err := Open(path)
	if err != nil || !reflect.DeepEqual(read, content) {
		t.Errorf("read another content, %v", err)
	}
}

func TestAWriteThatFailedIsMadeGoodByTheNext(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	store, content, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	_ = store.file.Close() // as a full disk would, it refuses what is written
	change := UserChange{To: Revision{"one", 1}, Upserts: []User{someUser()}}
	content.Change(change)
	if err := store.SaveUsers(change, content); err == nil {
		t.Fatal("the failure was not told")
	}
	next := UserChange{To: Revision{"one", 2}, Upserts: []User{someUser()}}
	content.Change(next)
	if err := store.SaveUsers(next, content); err != nil {
		t.Fatal(err)
	}
	_ = store.Close()
	if _, read, err := Open(path); err != nil || !reflect.DeepEqual(read, content) {
		t.Errorf("read %+v, %v", read, err)
	}
}
