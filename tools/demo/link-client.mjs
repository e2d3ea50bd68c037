import { freePort } from '../shapes/places.mjs';
import { download, throughSocks } from './socks.mjs';
import { startTarget } from './target.mjs';
import { startXray, stockXray } from './xray.mjs';

const patienceMs = 90_000;

/**
 * A stock Xray with the configuration behind a subscription link, as apps take it, and a connection through its first server.
 * What it fetches bytes from runs here too.
 *
 * @param {string} link
 */
export async function connectByLink(link) {
  const port = await freePort();
  const target = await startTarget();
  const client = await startXray(await stockXray(), await configurationBehind(link, port), [port]);
  const connect = () => throughSocks(port, target.address, target.port);
  async function close() {
    await client.stop();
    target.close();
  }
  try {
    await untilServed(connect, client);
    return { socket: await connect(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** That of the first server; our own proxy in front of it, and nothing past it. */
async function configurationBehind(link, port) {
  const answer = await fetch(`${link}?format=xray`);
  if (!answer.ok) throw new Error(`the link answers ${answer.status}`);
  const servers = [await answer.json()].flat();
  const outbounds = servers.flatMap((server) => server.outbounds.filter(({ protocol }) => protocol === 'vless'));
  if (outbounds.length === 0) throw new Error('no server of this link speaks VLESS');
  return {
    log: { loglevel: 'warning' },
    inbounds: [{ protocol: 'socks', listen: '127.0.0.1', port }],
    outbounds: outbounds.slice(0, 1),
  };
}

/** A server hears of a new user a moment later. */
async function untilServed(connect, client) {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const got = await connect()
      .then((socket) => download(socket, 1, 2_000).finally(() => socket.destroy()))
      .catch(() => 0);
    if (got === 1) return;
    if (performance.now() > deadline) throw new Error(`the server lets nobody through:\n${client.output()}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
