package internet

import (
	"encoding/binary"
	"io"
	"net"
	"net/netip"

	"golang.org/x/net/dns/dnsmessage"
)

// Name is one that the name server knows, and NameIPv4 its address.
const Name = "known.lab.test."

// NameIPv4 is the address of Name.
var NameIPv4 = netip.MustParseAddr("11.1.0.2")

// answerName answers a query, or not.
func answerName(query []byte) []byte {
	var asked dnsmessage.Message
	if err := asked.Unpack(query); err != nil || len(asked.Questions) != 1 {
		return nil
	}
	question := asked.Questions[0]
	said := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: asked.ID, Response: true, Authoritative: true, RCode: dnsmessage.RCodeNameError},
		Questions: asked.Questions,
	}
	if question.Name.String() == Name {
		said.RCode = dnsmessage.RCodeSuccess
		if question.Type == dnsmessage.TypeA {
			header := dnsmessage.ResourceHeader{Name: question.Name, Class: dnsmessage.ClassINET, TTL: 1}
			said.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: NameIPv4.As4()}}}
		}
	}
	packed, err := said.Pack()
	if err != nil {
		return nil
	}
	return packed
}

// answerStream is DNS over TCP: each message follows its length (RFC 1035, 4.2.2).
func answerStream(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	for {
		var length uint16
		if err := binary.Read(conn, binary.BigEndian, &length); err != nil {
			return
		}
		query := make([]byte, length)
		if _, err := io.ReadFull(conn, query); err != nil {
			return
		}
		said := answerName(query)
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(said))), said...)); err != nil {
			return
		}
	}
}

// Resolve asks for the address of a name over a connection to a name server that keeps packets apart.
func Resolve(conn net.Conn, name string) (netip.Addr, error) {
	const id, largest = 7, 1500
	asked, err := dnsmessage.NewName(name)
	if err != nil {
		return netip.Addr{}, err
	}
	query := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: id, RecursionDesired: true},
		Questions: []dnsmessage.Question{{Name: asked, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}},
	}
	packed, err := query.Pack()
	if err != nil {
		return netip.Addr{}, err
	}
	if _, err := conn.Write(packed); err != nil {
		return netip.Addr{}, err
	}
	buffer := make([]byte, largest)
	n, err := conn.Read(buffer)
	if err != nil {
		return netip.Addr{}, err
	}
	var said dnsmessage.Message
	if err := said.Unpack(buffer[:n]); err != nil {
		return netip.Addr{}, err
	}
	for _, answer := range said.Answers {
		if address, ok := answer.Body.(*dnsmessage.AResource); ok && said.ID == id {
			return netip.AddrFrom4(address.A), nil
		}
	}
	return netip.Addr{}, io.ErrUnexpectedEOF
}
