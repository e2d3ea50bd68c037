import { connect } from 'node:net';

/** What a device proves itself with at an HTTP proxy. */
export function proofOf({ credentials: { httpUsername, httpPassword } }) {
  return Buffer.from(`${httpUsername}:${httpPassword}`).toString('base64');
}

/** Comes in by a server from an address: the connection, or undefined where it is refused. */
export async function visit({ target }, { port }, proof, localAddress) {
  const to = `${target.address}:${target.port}`;
  const socket = connect({ host: '127.0.0.1', port, localAddress });
  socket.on('error', () => undefined);
  const closed = new Promise((done) => socket.once('close', done));
  socket.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\nProxy-Authorization: Basic ${proof}\r\n\r\n`);
  const answer = await firstOf(socket, closed);
  // The proxy answers before it asks whether the user may come: what tells is whether the target does.
  if (!answer || !/^HTTP\/1\.. 200/.test(answer.toString('latin1'))) return void socket.destroy();
  const request = Buffer.alloc(8);
  request.writeBigUInt64BE(1n);
  socket.write(request);
  return (await firstOf(socket, closed)) ? socket : void socket.destroy();
}

/** What comes first, or undefined where the connection ends before: who is refused may find it reset. */
function firstOf(socket, closed) {
  const came = new Promise((done) => socket.once('data', done));
  return Promise.race([came, closed.then(() => undefined)]);
}
