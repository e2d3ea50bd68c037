import { download } from '../demo/socks.mjs';
import { xrayStarts } from './configurations.mjs';
import { newUser } from './panel-data.mjs';
import { startProgram } from './programs.mjs';

const entry = 'vless-ws-tls';
const few = 1_000;
const ports = { phone: 30_001, laptop: 30_002, copy: 30_003 };

/**
 * Two machines of a user fetch their lists, and their keys are taken out. The user may have one device connected at a time:
 * whoever holds the other's key is kept out by the node while the one is connected, and a copy of a key is its device.
 */
export async function copiedKeys({ panel, url, groupId, site, target, folder, xray, until }) {
  const { token, userId } = await newUser(panel, 'copied', groupId);
  const clients = {};
  const bytesThrough = async (who) => {
    const socket = await site.dial(ports[who], target.port);
    const got = await download(socket, few, 10_000);
    socket.destroy();
    return got;
  };
  const start = async (who, machine) => {
    const answer = await fetch(`${url}/sub/${token}?format=xray`, { headers: { 'x-hwid': `hwid-${machine}` } });
    const [first] = xrayStarts(await answer.text(), {
      ...{ folder, listen: site.client, wanted: [entry], name: who, firstPort: ports[who] },
    });
    clients[who] = await startProgram(site.inside(xray, first.args), site.client, [ports[who]]);
  };
  try {
    await start('phone', 'phone');
    await start('laptop', 'laptop');
    await start('copy', 'phone');
    for (const who of Object.keys(ports))
      await until(`the ${who} gets through`, async () => (await bytesThrough(who)) === few);
    await allow(panel, userId, 1);
    const held = await site.dial(ports.phone, target.port);
    // What the laptop has left behind ends by itself, unless it comes back before.
    const keptOut = async () => {
      if ((await download(held, 1, 30_000)) !== 1) throw new Error('the phone has lost its connection');
      return (await bytesThrough('laptop')) === 0;
    };
    await until('the phone is connected and the laptop is kept out', keptOut, 5_000);
    await until('a copy of its key is taken for the phone', async () => (await bytesThrough('copy')) === few);
    if ((await bytesThrough('laptop')) !== 0) throw new Error('a copy has made room for another device');
    held.destroy();
    await until('the laptop gets through once the phone has left', async () => (await bytesThrough('laptop')) === few);
  } finally {
    await allow(panel, userId, null);
    for (const client of Object.values(clients)) await client.stop();
  }
}

function allow(panel, id, deviceLimit) {
  return panel.ask('mutation ($id: ID!, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { id } }', {
    ...{ id, input: { deviceLimit } },
  });
}
