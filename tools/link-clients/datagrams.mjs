import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { associate } from '../demo/socks.mjs';

const patienceMs = 2_000;

/** Servers that send every datagram back to where it came from. */
export async function startEchoes(address, count = 2) {
  const sockets = Array.from({ length: count }, () => createSocket('udp4'));
  for (const socket of sockets) {
    socket.on('message', (datagram, { port, address: from }) => socket.send(datagram, port, from));
    socket.bind(0, address);
    await once(socket, 'listening');
  }
  return {
    address,
    ports: sockets.map((socket) => socket.address().port),
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

/**
 * Sends datagrams of all sizes to all ports of the echoes, from one port of a proxy's client, and waits for them to come
 * back, each under the address that it was sent to.
 *
 * @returns how many are missing
 */
export async function missingEchoes({ address, ports }, sizes, proxy) {
  const association = await associate(proxy.port, proxy.host);
  const socket = createSocket('udp4');
  const missing = new Set();
  try {
    const allBack = new Promise((done) => {
      socket.on('message', (datagram) => {
        missing.delete(datagram.toString('latin1'));
        if (missing.size === 0) done();
      });
    });
    for (const port of ports) {
      for (const size of sizes) {
        const datagram = Buffer.concat([header(address, port), randomBytes(size)]);
        missing.add(datagram.toString('latin1'));
        socket.send(datagram, association.port, association.host);
      }
    }
    await Promise.race([allBack, new Promise((done) => setTimeout(done, patienceMs))]);
  } finally {
    socket.close();
    association.close();
  }
  return missing.size;
}

/** Of RFC 1928 §7, for an IPv4 address: before what is sent the destination, before what comes the source. */
function header(address, port) {
  const bytes = Buffer.alloc(10);
  bytes.set([0, 0, 0, 1, ...address.split('.').map(Number)]);
  bytes.writeUInt16BE(port, 8);
  return bytes;
}
