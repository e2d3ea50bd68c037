// A customer with a stock Xray: takes the configuration behind a subscription link, as apps do, and fetches bytes with it.
//
//     node tools/demo/customer.mjs <subscription link> <bytes>
//
// Prints how many came. What it fetches them from runs here too.
import { freePort } from '../shapes/places.mjs';
import { download, throughSocks } from './socks.mjs';
import { startTarget } from './target.mjs';
import { startXray, stockXray } from './xray.mjs';

const patienceMs = 90_000;
const [link, bytes] = process.argv.slice(2);

const port = await freePort();
const target = await startTarget();
const client = await startXray(await stockXray(), await configurationBehind(link), [port]);
try {
  await untilServed();
  const socket = await throughSocks(port, target.address, target.port);
  console.log(await download(socket, Number(bytes)));
  socket.destroy();
} finally {
  await client.stop();
  target.close();
}

/** That of the first server; our own proxy in front of it, and nothing past it. */
async function configurationBehind(address) {
  const answer = await fetch(`${address}?format=xray`);
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
async function untilServed() {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const got = await throughSocks(port, target.address, target.port)
      .then((socket) => download(socket, 1, 2_000).finally(() => socket.destroy()))
      .catch(() => 0);
    if (got === 1) return;
    if (performance.now() > deadline) throw new Error(`the server lets nobody through:\n${client.output()}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
