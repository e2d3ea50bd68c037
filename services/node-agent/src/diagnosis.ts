import { access, constants, readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { Engine } from './engine/engine.client';
import { identityFile } from './identity/identity';
import { placesIn, type Settings } from './config';

export interface Finding {
  readonly what: string;
  readonly isWell: boolean;
  readonly detail: string;
}

const timeoutMs = 5_000;

/** Looks at everything an agent needs, one thing after the other. Shows no secret. */
export async function diagnose(settings: Settings): Promise<Finding[]> {
  const places = placesIn(settings);
  const identity = await identityFile(places.identity).read();
  const findings = [
    await look('the engine’s program', async () => {
      await access(settings.tunnel, constants.X_OK);
      return settings.tunnel;
    }),
    await look('the agent’s folder is closed to others', async () => {
      const { mode } = await stat(settings.home);
      if ((mode & 0o077) !== 0) throw new Error(`${settings.home} can be read by others: chmod 700 it`);
      return settings.home;
    }),
    await look('identity', async () => {
      if (!identity) throw new Error('not enrolled');
      if (Date.parse(identity.expiresAt) < Date.now())
        throw new Error(`the certificate expired on ${identity.expiresAt}`);
      return `server ${identity.serverId}, certificate until ${identity.expiresAt}`;
    }),
    await look('the engine answers', async () => {
      const engine = new Engine(places.socket);
      try {
        const [hello, health] = await Promise.all([engine.hello(), engine.health()]);
        const sick = health.parts.filter((part) => !part.healthy).map(({ name, detail }) => `${name}: ${detail}`);
        if (sick.length > 0) throw new Error(sick.join('; '));
        return `version ${hello.version}, ${health.inbounds} inbounds, ${health.users} users, ${health.sessions} sessions`;
      } finally {
        engine.close();
      }
    }),
  ];
  for (const address of identity?.addresses ?? []) {
    findings.push(await look(`the panel at ${address}`, () => reach(address)));
  }
  findings.push(
    await look('the agent is running', async () => {
      const { panel, writtenAt } = JSON.parse(await readFile(places.status, 'utf8')) as Record<string, string>;
      const ageMs = Date.now() - Date.parse(writtenAt ?? '');
      if (!(ageMs < 30_000)) throw new Error(`it last said something at ${writtenAt}`);
      if (panel !== 'connected') throw new Error(`no stream to the panel: ${panel}`);
      return 'connected to the panel';
    }),
  );
  return findings;
}

async function look(what: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { what, isWell: true, detail: await check() };
  } catch (error) {
    return { what, isWell: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function reach(address: string): Promise<string> {
  const { hostname, port } = new URL(`tcp://${address}`);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), timeout: timeoutMs });
    socket.once('connect', () => {
      socket.destroy();
      resolve('reachable');
    });
    socket.once('timeout', () => socket.destroy(new Error('does not answer')));
    socket.once('error', reject);
  });
}
