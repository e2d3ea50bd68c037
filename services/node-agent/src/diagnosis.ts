import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { Engine } from './engine/engine.client';
import { instancesIn } from './engine/engine-instances.service';
import { mainInstance } from './engine/instance';
import { identityFile, issuedAt } from './identity/identity';
import { readStatus, troubleOf } from './status';
import { enginePlaces, placesIn, type Settings } from './config';

export interface Finding {
  readonly what: string;
  readonly isWell: boolean;
  readonly detail: string;
}

const timeoutMs = 5_000;
const dayMs = 24 * 60 * 60_000;
/** As the panel sees it, whose health speaks of a skewed clock from here on. */
const mostSkewMs = 60_000;
/** Half of what the journal keeps one by one. */
const mostWaiting = 100_000;

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
      const days = (Date.now() - issuedAt(identity).getTime()) / dayMs;
      if (Date.parse(identity.renewAt) < Date.now() - dayMs)
        throw new Error(`the certificate is ${days.toFixed(1)} days old and was to be renewed on ${identity.renewAt}`);
      return `server ${identity.serverId}, certificate ${days.toFixed(1)} days old, until ${identity.expiresAt}`;
    }),
  ];
  for (const name of [mainInstance, ...(await instancesIn(settings.home))]) {
    const what = name === mainInstance ? 'the engine answers' : `the instance ${name} answers`;
    findings.push(await look(what, () => lookAtEngine(settings, enginePlaces(settings, name).socket)));
  }
  for (const address of identity?.addresses ?? []) {
    findings.push(await look(`the panel at ${address}`, () => reach(address)));
  }
  const status = await readStatus(places.status);
  findings.push(
    await look('the agent is running', async () => {
      const trouble = troubleOf(status, new Date());
      if (!status || trouble !== undefined) throw new Error(trouble);
      if (status.panel !== 'connected') throw new Error(`no stream to the panel: ${status.panel}`);
      return 'connected to the panel';
    }),
    await look('the clock', async () => {
      const { clockSkewMs } = status ?? {};
      if (clockSkewMs === undefined) throw new Error('the panel has not said yet what time it is');
      if (Math.abs(clockSkewMs) > mostSkewMs) throw new Error(`it is ${clockSkewMs} ms ahead of the panel’s`);
      return `${clockSkewMs} ms ahead of the panel’s`;
    }),
    await look('the configuration', async () => {
      if (!status?.configAppliedAt) throw new Error('the engine has not taken one yet');
      return `${status.configHash.slice(0, 12)}, taken on ${status.configAppliedAt}; users of revision ${status.usersRevision}`;
    }),
    await look('the usage journal', async () => {
      const { countersWaiting = 0, journalBytes = 0 } = status ?? {};
      if (countersWaiting > mostWaiting) throw new Error(`${countersWaiting} counters wait for the panel`);
      return `${countersWaiting} counters wait for the panel, ${journalBytes} bytes`;
    }),
  );
  return findings;
}

async function lookAtEngine({ tunnel }: Settings, socket: string): Promise<string> {
  const engine = new Engine(socket);
  try {
    const [hello, health] = await Promise.all([engine.hello(), engine.health()]);
    const sick = health.parts.filter((part) => !part.healthy).map(({ name, detail }) => `${name}: ${detail}`);
    if (sick.length > 0) throw new Error(sick.join('; '));
    const built = await versionOf(tunnel);
    if (built !== hello.version) throw new Error(`version ${hello.version} runs, ${built} is installed`);
    return `version ${hello.version}, ${health.inbounds} inbounds, ${health.users} users, ${health.sessions} sessions`;
  } finally {
    engine.close();
  }
}

async function look(what: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { what, isWell: true, detail: await check() };
  } catch (error) {
    return { what, isWell: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function versionOf(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: timeoutMs });
  return stdout.trim();
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
