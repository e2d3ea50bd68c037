package routing

import (
	"bytes"
	"encoding/binary"
)

// What BitTorrent begins with. What its clients encrypt (MSE) looks like noise, and cannot be told apart.
var (
	peerHandshake = []byte("\x13BitTorrent protocol")                        // BEP 3
	tracker       = []byte("info_hash=")                                     // BEP 3, in the query of an HTTP request
	dhtQueries    = [][]byte{[]byte("d1:ad2:id20:"), []byte("d1:rd2:id20:")} // BEP 5
)

// TorrentStream tells whether a TCP connection that begins so is BitTorrent.
func TorrentStream(first []byte) bool {
	if bytes.HasPrefix(first, peerHandshake) {
		return true
	}
	line, _, _ := bytes.Cut(first, []byte("\r\n"))
	return bytes.HasPrefix(line, []byte("GET /")) && bytes.Contains(line, tracker) && bytes.Contains(line, []byte("peer_id="))
}

// TorrentPacket tells whether a UDP packet is of BitTorrent: the DHT, a tracker, or the first of a uTP connection.
func TorrentPacket(packet []byte) bool {
	for _, query := range dhtQueries {
		if bytes.HasPrefix(packet, query) {
			return true
		}
	}
	return trackerConnect(packet) || utpSyn(packet)
}

// trackerConnect is the request every exchange with a UDP tracker begins with (BEP 15).
func trackerConnect(packet []byte) bool {
	const bytesLong, protocolID, connect = 16, 0x41727101980, 0
	return len(packet) == bytesLong && binary.BigEndian.Uint64(packet) == protocolID && binary.BigEndian.Uint32(packet[8:]) == connect
}

// utpSyn is the first packet of a uTP connection (BEP 29): it has sequence number one, acknowledges nothing, and could not
// measure a delay yet.
func utpSyn(packet []byte) bool {
	const header, syn, extension = 20, 0x41, 1
	return len(packet) >= header && packet[0] == syn && packet[extension] <= 2 &&
		binary.BigEndian.Uint32(packet[8:]) == 0 && binary.BigEndian.Uint16(packet[16:]) == 1 && binary.BigEndian.Uint16(packet[18:]) == 0
}
