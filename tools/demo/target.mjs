import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';

const piece = Buffer.alloc(64 * 1024, 0x5a);

/**
 * A server for clients of the VPN to reach: whoever sends it eight bytes, a number, is sent so many. It counts every byte
 * that crosses its own sockets, which is what the panel's figures are held against.
 *
 * @param {string} [address] where it listens
 */
export async function startTarget(address = ownAddress()) {
  const counted = { received: 0, sent: 0, connections: 0 };
  const server = createServer((socket) => {
    counted.connections += 1;
    let asked = Buffer.alloc(0);
    const closed = new Promise((done) => socket.once('close', done));
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      counted.received += bytes.length;
      asked = Buffer.concat([asked, bytes]);
      while (asked.length >= 8) {
        const wanted = Number(asked.readBigUInt64BE());
        asked = asked.subarray(8);
        void send(socket, wanted, counted, closed);
      }
    });
  });
  server.listen(0, address);
  await once(server, 'listening');
  return { address, port: server.address().port, counted: () => ({ ...counted }), close: () => server.close() };
}

async function send(socket, wanted, counted, closed) {
  for (let left = wanted; left > 0 && !socket.destroyed;) {
    const bytes = left < piece.length ? piece.subarray(0, left) : piece;
    const before = socket.bytesWritten;
    const hasRoom = socket.write(bytes);
    left -= bytes.length;
    if (!hasRoom) await Promise.race([new Promise((done) => socket.once('drain', done)), closed]);
    counted.sent += socket.bytesWritten - before;
  }
}

/** Not the loopback's, which no packet inside a tunnel may bear. To one's own address nothing leaves the machine either. */
function ownAddress() {
  const all = Object.values(networkInterfaces()).flat();
  const own = all.find((one) => one.family === 'IPv4' && !one.internal);
  if (!own) throw new Error('this machine has no address but that of its loopback');
  return own.address;
}
