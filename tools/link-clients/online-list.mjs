import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';
import { download } from '../demo/socks.mjs';
import { startProgram } from './programs.mjs';

const port = 40_001;

/** Shadowsocks' client is told nothing but the link, and takes its servers from there (SIP008). */
export async function throughOnlineList({ url, token, site, target, bytes, sslocal, until }) {
  const panel = await reachableAt(site.node, new URL(url));
  const link = `http://${site.node}:${panel.address().port}/sub/${token}`;
  const args = ['--local-addr', `${site.client}:${port}`, '--online-config-url', link];
  const client = await startProgram(site.inside(sslocal, args), site.client, [port]);
  try {
    await until(`${bytes} bytes come through`, async () => {
      const socket = await site.dial(port, target.port);
      const got = await download(socket, bytes, 5_000);
      socket.destroy();
      return got === bytes;
    });
  } finally {
    await client.stop();
    panel.close();
  }
}

/** The panel, which listens on the loopback alone, at an address that customers have a route to. */
async function reachableAt(address, { port: panelPort }) {
  const server = createServer((socket) => {
    const onward = connect(Number(panelPort), '127.0.0.1');
    pipeline(socket, onward, socket, () => undefined);
  });
  server.listen(0, address);
  await once(server, 'listening');
  return server;
}
