import { download } from '../demo/socks.mjs';
import { startTarget } from '../demo/target.mjs';
import { Panel } from '../seed/panel.mjs';
import { temporaryFolder } from '../shapes/places.mjs';
import { clients } from './clients.mjs';
import { copiedKeys } from './copied-keys.mjs';
import { missingEchoes, startEchoes } from './datagrams.mjs';
import { throughOnlineList } from './online-list.mjs';
import { fillPanel } from './panel-data.mjs';
import { startProgram, stockPrograms } from './programs.mjs';
import { shadowsocksClient } from './shadowsocks-rust.mjs';
import { Site } from './site.mjs';
import { throughWireguardFile } from './wireguard-file.mjs';

const patienceMs = 8 * 60_000;
const bytes = 300_000;

/** Of datagrams: a query of DNS, and what QUIC begins with (RFC 9000 §14.1), which Hysteria cuts in pieces. */
const sizes = [40, 1_200];
/** What fits into one of Hysteria's own: Xray's client spoils those that come to it in pieces. */
const uncutSizes = [40, 1_100];

/**
 * On a running panel with a node of this machine: makes inbounds, fetches the user's link as each client would, starts the
 * stock client with what was answered, and brings bytes through every entry.
 *
 * @param {{ url: string, password: string, programs: string[], wanted: string[], suite: import('../shapes/suite.mjs').Suite }} options
 */
export async function carryThroughLinks({ url, password, programs, wanted, suite }) {
  const until = patience();
  const folder = temporaryFolder('link-clients');
  const site = new Site();
  site.raise();
  const target = await startTarget(site.target);
  const echoes = await startEchoes(site.target);
  try {
    const panel = new Panel(url);
    await panel.signIn('admin', password);
    const paths = await pathsOf(programs);
    const { token, groupId } = await fillPanel(panel, { folder: folder.path, address: site.node, wanted, until });
    const list = async (format) => (await fetch(`${url}/sub/${token}?format=${format}`)).text();
    for (const client of clients.filter(({ program }) => programs.includes(program))) {
      const own = wanted.filter(client.speaks);
      const stage = { folder: folder.path, listen: site.client, wanted: own };
      const body = await until(`${client.name} is shown everything`, async () => {
        const text = await list(client.format);
        return client.starts(text, stage).reduce((sum, { ports }) => sum + ports.size, 0) === own.length && text;
      });
      const starts = client.starts(body, stage);
      for (const start of starts)
        await carryThrough({ client, start, site, target, echoes, suite, until, program: paths[client.program] });
    }
    const { sslocal } = paths;
    if (sslocal) {
      const stage = { url, token, site, target, bytes, sslocal, until };
      await suite.test('shadowsocks-rust takes its servers from a link', () => throughOnlineList(stage));
    }
    const stage = { panel, url, groupId, site, target, folder: folder.path, xray: paths.xray, until };
    await suite.test('a key that was copied out of a link counts against its device', () => copiedKeys(stage));
    await suite.test('wg-quick carries through the file of wireguard-plain', async () => {
      const { 'wireguard-go': userspace } = await stockPrograms(['wireguard-go']);
      const text = await list('wireguard');
      await throughWireguardFile(text, { folder: folder.path, site, target, bytes, userspace });
    });
  } finally {
    target.close();
    echoes.close();
    site.clear();
    folder.remove();
  }
}

/** That of Shadowsocks is built in a way of its own. */
async function pathsOf(programs) {
  const others = programs.filter((name) => name !== 'sslocal');
  const sslocal = programs.includes('sslocal') ? { sslocal: await shadowsocksClient() } : {};
  return { ...(await stockPrograms(others)), ...sslocal };
}

async function carryThrough({ client, start, site, target, echoes, suite, until, program }) {
  let running;
  await suite.test(`${client.name} takes its list of ${[...start.ports.keys()].join(', ')}`, async () => {
    running = await startProgram(site.inside(program, start.args), site.client, [...start.ports.values()]);
  });
  if (!running) return;
  const withOutput = (error) => {
    throw new Error(`${error.message}\n${running.output()}`);
  };
  for (const [tag, port] of start.ports) {
    await suite.test(`${client.name} carries through ${tag}`, async () => {
      await until(`${bytes} bytes come through`, async () => {
        const socket = await site.dial(port, target.port);
        const got = await download(socket, bytes, 5_000);
        socket.destroy();
        return got === bytes;
      }).catch(withOutput);
    });
    if (tag === 'http') continue;
    await suite.test(`${client.name} carries datagrams through ${tag}`, async () => {
      const proxy = { host: site.client, port };
      const asked = client.oneTarget?.includes(tag) ? { ...echoes, ports: echoes.ports.slice(0, 1) } : echoes;
      const fitting = client.program === 'xray' && tag.startsWith('hysteria') ? uncutSizes : sizes;
      const areBack = async () => (await missingEchoes(asked, fitting, proxy)) === 0;
      await until('all datagrams come back', areBack).catch(withOutput);
    });
  }
  await running.stop();
}

/** Waits for what is to come, all of it together no longer than the whole may take. */
function patience() {
  const deadline = performance.now() + patienceMs;
  return async (what, attempt, pauseMs = 100) => {
    for (let failure; ;) {
      const found = await attempt().catch((error) => void (failure = error));
      if (found) return found;
      if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`, { cause: failure });
      await new Promise((done) => setTimeout(done, pauseMs));
    }
  };
}
