import { connect } from 'node:net';

const between = { attempts: 2 };

/**
 * A client of VLESS over plain TCP that asks the target for so many bytes. What comes back starts with two bytes of the
 * protocol (https://xtls.github.io/en/development/protocols/vless.html).
 */
export function askThrough({ port, id, target, bytes }) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => undefined);
  const header = Buffer.alloc(26);
  Buffer.from(id.replaceAll('-', ''), 'hex').copy(header, 1);
  header[18] = 1; // TCP
  header.writeUInt16BE(target.port, 19);
  header[21] = 1; // IPv4
  Buffer.from(target.address.split('.').map(Number)).copy(header, 22);
  const request = Buffer.alloc(8);
  request.writeBigUInt64BE(BigInt(bytes));
  socket.write(Buffer.concat([header, request]));
  return socket;
}

/** Resolves when a byte came back, whatever it takes; connects again whenever it is refused, which costs the engine too. */
export async function firstByte(asked, betweenMs = between.attempts) {
  while (!(await attempt(asked))) await new Promise((done) => setTimeout(done, betweenMs));
}

function attempt(asked) {
  return new Promise((done) => {
    const socket = askThrough({ ...asked, bytes: 1 });
    let got = 0;
    socket.on('data', (some) => {
      got += some.length;
      if (got > 2) socket.destroy();
    });
    socket.on('close', () => done(got > 2));
  });
}
