#!/usr/bin/env node
import { mkdir } from 'node:fs/promises';
import { Agent } from './agent';
import { diagnose } from './diagnosis';
import { enrol } from './identity/enrolment';
import { identityFile } from './identity/identity';
import { createLog } from './log';
import { LogRing } from './logs/log-ring';
import { placesIn, readSettings } from './config';
import { linesOf, readStatus, troubleOf } from './status';
import { uninstall } from './uninstall';
import { version } from './version';

const help = `vortex-agent ${version}: keeps the VPN engine of this server at what the panel wants.

  vortex-agent enrol <host:port>[,<host:port>…] <token>   makes a key and has the panel certify it
  vortex-agent run                                        runs until SIGTERM; the engine goes on
  vortex-agent status [--json]                            what the running agent last said of itself
  vortex-agent diagnose [--json]                          looks at everything it needs
  vortex-agent uninstall --yes                            ends the engine and removes all files of the agent

Status ends with 0 while the agent runs and its engine is well, diagnose while everything is; else both end with 1.

Settings, all of them environment variables:
  VORTEX_AGENT_HOME           its files; default /var/lib/vortex-agent
  VORTEX_TUNNEL               the engine's program; default /usr/lib/vortex/vortex-tunnel
  VORTEX_PANEL_ADDRESSES      host:port, by comma, instead of those it enrolled with
  VORTEX_ENROLMENT_TOKEN      enrols at those addresses when it is started without an identity
  VORTEX_AGENT_STOPS_ENGINE   true: end the engine with the agent
  VORTEX_LOG_LEVEL            debug, info, warn or error
`;

const settings = readSettings();
const places = placesIn(settings);

async function main([command, ...rest]: readonly string[]): Promise<number> {
  switch (command) {
    case 'enrol':
      return enrolThis(rest);
    case 'run':
      return run();
    case 'status':
      return status(rest);
    case 'diagnose':
      return report(rest);
    case 'uninstall':
      return remove(rest);
    default:
      console.log(help);
      return command === undefined || command === 'help' || command === '--help' ? 0 : 2;
  }
}

async function enrolThis([addresses = '', token = '']: readonly string[]): Promise<number> {
  if (!addresses || !token) {
    console.error('vortex-agent enrol <host:port>[,<host:port>…] <token>');
    return 2;
  }
  await mkdir(settings.home, { recursive: true, mode: 0o700 });
  const identity = await enrol(addresses.split(','), token);
  await identityFile(places.identity).write(identity);
  console.log(`Enrolled as server ${identity.serverId}. The certificate is good until ${identity.expiresAt}.`);
  return 0;
}

async function run(): Promise<number> {
  const logged = new LogRing();
  const log = createLog(settings.logLevel, logged);
  const agent = new Agent(settings, log, logged);
  await agent.start();
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve(name));
    // Started by the panel itself: it ends with it, also when that was killed.
    if (process.send) process.once('disconnect', () => resolve('the end of the panel'));
  });
  log.info({ signal }, 'stopping');
  await agent.stop();
  return 0;
}

async function remove([consent]: readonly string[]): Promise<number> {
  if (consent !== '--yes') {
    console.error(
      `This ends the engine with all its connections, and removes ${settings.home}: vortex-agent uninstall --yes`,
    );
    return 2;
  }
  const left = await uninstall(settings, createLog(settings.logLevel));
  console.log(left.length > 0 ? `Removed, but for ${left.join(', ')} in ${settings.home}.` : 'Removed.');
  console.log('The panel still knows this server: withdraw its identity there (revokeMachine).');
  return 0;
}

async function status([format]: readonly string[]): Promise<number> {
  const said = await readStatus(places.status);
  const trouble = troubleOf(said, new Date());
  if (format === '--json') console.log(JSON.stringify({ ...said, trouble }));
  else for (const line of said ? linesOf(said) : []) console.log(line);
  if (trouble !== undefined) console.error(`✖ ${trouble}`);
  return trouble === undefined ? 0 : 1;
}

async function report([format]: readonly string[]): Promise<number> {
  const findings = await diagnose(settings);
  if (format === '--json') console.log(JSON.stringify(findings));
  else for (const { what, isWell, detail } of findings) console.log(`${isWell ? '✔' : '✖'} ${what}: ${detail}`);
  return findings.every(({ isWell }) => isWell) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
