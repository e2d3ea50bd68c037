package account

import "bytes"

// readTags reads the table of inbound tags: names of up to 63 bytes, padded with zeros, in the order they came.
func (l *Ledger) readTags() {
	l.tags[userSlotTag] = userSlot
	for n := 1; n < mostTags; n++ {
		name := bytes.TrimRight(l.tagTable[n*tagBytes:(n+1)*tagBytes], "\x00")
		if len(name) == 0 {
			return
		}
		l.tags[string(name)] = uint32(n)
	}
}

// tagIndex finds the tag's place in the table or gives it one. The lock on the file is held.
func (l *Ledger) tagIndex(name string) (uint32, error) {
	l.readTags()
	if n, known := l.tags[name]; known {
		return n, nil
	}
	n := len(l.tags)
	if n >= mostTags || len(name) >= tagBytes {
		return 0, ErrTagsFull
	}
	copy(l.tagTable[n*tagBytes:(n+1)*tagBytes], name)
	l.tags[name] = uint32(n)
	return uint32(n), nil
}

// tagNames are the tags by their places in the table.
func (l *Ledger) tagNames() map[uint32]string {
	l.readTags()
	names := make(map[uint32]string, len(l.tags))
	for name, tag := range l.tags {
		names[tag] = name
	}
	return names
}
