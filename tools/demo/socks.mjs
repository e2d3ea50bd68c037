import { once } from 'node:events';
import { connect } from 'node:net';

const command = { connect: 1, associate: 3 };

/** Opens a connection to an IPv4 address through a SOCKS 5 proxy (RFC 1928), of this machine unless another is named. */
export async function throughSocks(proxyPort, host, port, proxyHost = '127.0.0.1') {
  const { socket } = await asked(command.connect, { host, port }, { host: proxyHost, port: proxyPort });
  return socket;
}

/** Asks a SOCKS 5 proxy to carry datagrams: it says where it takes them, for as long as the connection lasts. */
export async function associate(proxyPort, proxyHost) {
  const { socket, bound } = await asked(
    command.associate,
    { host: '0.0.0.0', port: 0 },
    { host: proxyHost, port: proxyPort },
  );
  return {
    // One that listens everywhere names no address.
    host: bound.host === '0.0.0.0' ? proxyHost : bound.host,
    port: bound.port,
    close: () => socket.destroy(),
  };
}

async function asked(wanted, { host, port }, proxy) {
  const socket = connect(proxy);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(Buffer.from([5, 1, 0]));
  await exactly(socket, 2);
  const request = Buffer.alloc(10);
  request.set([5, wanted, 0, 1, ...host.split('.').map(Number)]);
  request.writeUInt16BE(port, 8);
  socket.write(request);
  const answer = await exactly(socket, 10);
  if (answer[1] !== 0) throw new Error(`the proxy refuses (${answer[1]})`);
  return { socket, bound: { host: answer.subarray(4, 8).join('.'), port: answer.readUInt16BE(8) } };
}

async function exactly(socket, count) {
  for (;;) {
    const bytes = socket.read(count);
    if (bytes) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error('the connection was closed');
    await new Promise((done) => {
      const hear = () => {
        socket.off('readable', hear).off('close', hear);
        done();
      };
      socket.on('readable', hear).on('close', hear);
    });
  }
}

/**
 * Asks the target for `bytes` and takes what comes, until that is all, the connection ends, or nothing comes any more.
 * @returns how many came
 */
export async function download(socket, bytes, silenceMs = 15_000) {
  const request = Buffer.alloc(8);
  request.writeBigUInt64BE(BigInt(bytes));
  let got = 0;
  let last = performance.now();
  socket.on('data', (some) => {
    got += some.length;
    last = performance.now();
  });
  const closed = once(socket, 'close').then(() => true);
  socket.write(request);
  while (got < bytes && performance.now() - last < silenceMs) {
    if (await Promise.race([closed, new Promise((done) => setTimeout(done, 20, false))])) break;
  }
  return got;
}
