// The installer, on a machine that is thrown away behind it, and what the panel gives to whom. Part of `npm test`.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../dev/build.mjs';
import { runCommand } from '../dev/run-command.mjs';
import { tunnelProgram } from '../dev/workspace.mjs';
import { Owner } from '../outage/owner.mjs';
import { patiently } from '../outage/stage.mjs';
import { freePort, temporaryFolder } from '../shapes/places.mjs';
import { startStandalone } from '../shapes/standalone-shape.mjs';
import { Suite } from '../shapes/suite.mjs';
import { makeAgentRelease } from './release.mjs';
import { ThrowawayRoot } from './throwaway-root.mjs';

// Built with the network there is; the rest has one of its own, for uninstalling puts back what engines did to the machine's.
if (!process.argv.includes('--alone')) {
  await ensureBuilt(['standalone', 'node-agent']);
  await runCommand(process.execPath, ['tools/dev/tunnel.mjs'], { remedy: 'The engine is built with Go 1.26.' });
  makeAgentRelease(undefined, process.env.VORTEX_TUNNEL ?? tunnelProgram);
  const again = [process.execPath, import.meta.filename, '--alone'];
  process.exit(spawnSync('unshare', ['--net', '--', ...again], { stdio: 'inherit' }).status ?? 1);
}
execFileSync('ip', ['link', 'set', 'lo', 'up']);

const suite = new Suite();
const folder = temporaryFolder('release');
const machine = new ThrowawayRoot(folder.path);
let panel;
let owner;
let serverId;

try {
  const password = randomBytes(12).toString('base64url');
  const environment = await settings(password);
  panel = await startStandalone(join(folder.path, 'home'), environment);
  owner = new Owner(panel.url, password);
  serverId = (await owner.ask('mutation { createServer(input: { name: "bare", state: ACTIVE }) { id } }')).createServer
    .id;
  await machine.ready();
  await all();
} finally {
  await machine.close();
  await panel?.stop();
  folder.remove();
}
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);

async function settings(password) {
  return {
    VORTEX_OWNER_PASSWORD: password,
    VORTEX_LOCAL_NODE: 'off',
    VORTEX_AGENT_HOST: '127.0.0.1',
    VORTEX_AGENT_PORT: String(await freePort()),
    VORTEX_AGENT_RELEASE: makeAgentRelease(undefined, process.env.VORTEX_TUNNEL ?? tunnelProgram),
  };
}

async function all() {
  const { token, address, installCommand } = await enrolmentToken();
  const port = address.split(':').at(-1);
  const here = `127.0.0.1:${port}`;
  const ask = (file, secret) =>
    fetch(`${panel.url}/install/${file}`, { headers: secret ? { authorization: `Bearer ${secret}` } : {} });

  await suite.test(
    'the panel gives its programs to whoever holds an enrolment token, and nothing to others',
    async () => {
      const sums = await (await ask('SHA256SUMS', token)).text();
      match(sums, / {2}agent\.sh\n[\s\S]* {2}vortex-tunnel-/);
      const wrong = `${randomBytes(32).toString('base64url')}.${token.split('.')[1]}`;
      for (const refused of [
        ask('SHA256SUMS'),
        ask('SHA256SUMS', wrong),
        ask('.made-of', token),
        ask('..%2fpackage.json', token),
      ])
        strictEqual((await refused).status, 404);
    },
  );

  await suite.test('the installer is plain sh that a linter has nothing to say about', () => {
    const script = 'services/node-agent/install/agent.sh';
    execFileSync('sh', ['-n', script]);
    if (has('shellcheck')) execFileSync('shellcheck', [script], { stdio: 'pipe' });
  });

  await suite.test('the unit is one that systemd understands', async () => {
    if (!has('systemd-analyze')) return;
    await machine.run('mkdir', '-p', '/usr/lib/vortex');
    await machine.run('ln', '-s', process.execPath, '/usr/lib/vortex/node');
    await machine.run(
      'systemd-analyze',
      'verify',
      join(process.cwd(), 'services/node-agent/systemd/vortex-agent.service'),
    );
    await machine.run('rm', '-r', '/usr/lib/vortex');
  });

  const fetched = installCommand.replace(/ && .*/, ' ').replace('agent.sh -o agent.sh', 'agent.sh -o /root/agent.sh');
  const install = ['sh', '/root/agent.sh', 'install', '--panel', panel.url, '--enrol', here, '--token', token];
  const touched = () => machine.written().filter((file) => /^(etc|usr|var)\/.*vortex/.test(file));

  await suite.test('a dry run says every step and does none', async () => {
    await machine.run('sh', '-c', fetched);
    const said = await machine.run(...install, '--dry-run');
    for (const step of [/useradd .*vortex-agent/, /tar -xzf/, /chmod 700 \/var\/lib\/vortex-agent/, /enrol 127/])
      match(said, step);
    ok(!said.includes(token));
    deepStrictEqual(touched(), []);
  });

  await suite.test('it installs, enrols, and what it has installed serves the panel', async () => {
    await machine.run(...install);
    const modes = await machine.run(
      ...['stat', '--format', '%n %U %a', '/var/lib/vortex-agent', '/var/lib/vortex-agent/identity'],
      ...['/usr/lib/vortex/vortex-tunnel', '/usr/lib/vortex/node', '/usr/local/bin/vortex-agent'],
    );
    deepStrictEqual(modes.trim().split('\n'), [
      '/var/lib/vortex-agent vortex-agent 700',
      '/var/lib/vortex-agent/identity vortex-agent 600',
      '/usr/lib/vortex/vortex-tunnel root 755',
      '/usr/lib/vortex/node root 755',
      '/usr/local/bin/vortex-agent root 755',
    ]);
    const agent = machine.start('vortex-agent', 'run');
    await patiently('the panel hears of the server', async () => (await machineOf()).connected);
    await patiently('the agent finds all well', () => machine.run('vortex-agent', 'diagnose'));
    const identity = await machine.run('cat', '/var/lib/vortex-agent/identity');

    // Again, while it runs: nothing is made anew, and the engine goes on.
    const pid = await machine.run('cat', '/var/lib/vortex-agent/engine.pid');
    match(await machine.run(...install), /keeps its identity/);
    strictEqual(await machine.run('cat', '/var/lib/vortex-agent/identity'), identity);
    strictEqual(await machine.run('cat', '/var/lib/vortex-agent/engine.pid'), pid);
    const refused = await machine.run('sh', '/usr/lib/vortex/agent.sh', 'uninstall').catch(({ message }) => message);
    match(refused, /the agent runs as process \d+/);
    agent.signal('SIGTERM');
    await agent.ended;
  });

  await suite.test('it takes everything away again', async () => {
    await machine.run('sh', '/usr/lib/vortex/agent.sh', 'uninstall');
    deepStrictEqual(touched(), []);
    strictEqual(await machine.run('sh', '-c', 'getent passwd vortex-agent || echo nobody'), 'nobody\n');
    ok(
      (await machine.run('sh', '-c', 'ps -eo args')).split('\n').every((line) => !line.startsWith('/usr/lib/vortex/')),
    );
  });

  await suite.test('programs that are not what they should be are not installed', async () => {
    await machine.run('mkdir', '/root/release');
    const lines = readFileSync(join(makeAgentRelease(), 'SHA256SUMS'), 'utf8');
    for (const [, name] of lines.matchAll(/ {2}(\S+)\n/g))
      await machine.run('sh', '-c', `echo false >/root/release/${name}`);
    await machine.run('sh', '-c', `cp '${join(makeAgentRelease(), 'SHA256SUMS')}' /root/release`);
    const refused = await machine
      .run('sh', '/root/agent.sh', 'install', '--from', '/root/release')
      .catch(({ message }) => message);
    match(refused, /the programs are not what they should be/);
    deepStrictEqual(touched(), []);
  });
}

async function enrolmentToken() {
  const text =
    'mutation ($serverId: ID!) { createEnrolmentToken(serverId: $serverId) { token address installCommand } }';
  return (await owner.ask(text, { serverId })).createEnrolmentToken;
}

async function machineOf() {
  const text = 'query ($id: ID!) { server(id: $id) { machine { connected } } }';
  return (await owner.ask(text, { id: serverId })).server.machine ?? {};
}

/** These two look closer than the rest does; nothing of ours needs them. */
function has(program) {
  const { status } = spawnSync('sh', ['-c', `command -v ${program}`]);
  if (status !== 0) console.log(`· ${program} is not installed`);
  return status === 0;
}
