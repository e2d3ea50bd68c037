import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** The network between a node and the panel: passes connections on, unless it is cut. */
export async function startRelay(targetPort) {
  const open = new Set();
  let isCut = false;
  const server = createServer((inner) => {
    if (isCut) return inner.destroy();
    const outer = connect({ port: targetPort, host: '127.0.0.1' });
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => (open.delete(socket), other.destroy()));
      socket.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    port: server.address().port,
    cut,
    mend: () => (isCut = false),
    close: () => (cut(), server.close()),
  };
}
