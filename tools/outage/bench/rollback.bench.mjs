// npm run bench -- rollback [--rounds <n>]
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { workspaceRoot } from '../../dev/workspace.mjs';
import { readArguments } from '../../process/arguments.mjs';
import { query } from '../../restore/installation.mjs';
import { freePort } from '../../shapes/places.mjs';
import { startInstallation } from '../installation.mjs';
import { makeUser, patiently, withStage } from '../stage.mjs';
import { firstByte } from '../vless.mjs';

const { BenchReport } = createRequire(join(workspaceRoot, 'services/core/package.json'))('@vortex/testing/bench');
const usage = `
npm run bench -- rollback [--rounds <n>]

How long a canary is broken: a rollout brings it a version whose inbound nobody can reach, and takes it back by itself.

  --rounds <n>   how often (5)
`;
const { values } = readArguments(usage, { rounds: { type: 'string', default: '5' } });
const second = 1_000;
const startRollout = `mutation ($versionId: ID!, $serverId: ID!) {
  startRollout(input: { versionId: $versionId, serverIds: [$serverId] }) { id } }`;

await withStage(startInstallation, measure);

async function measure(stage) {
  const report = new BenchReport(
    'rollback',
    'a panel, PostgreSQL, an agent and an engine on this machine; the engine accepts the version, and strangers are not answered any more',
  );
  const { credentials } = await makeUser(stage, 'probe');
  const asked = { port: stage.ports.vless, id: credentials.vlessId, target: stage.target };
  await firstByte(asked);
  await patiently('the panel has shaken hands', async () =>
    (await handshakes(stage)).every(({ reachable }) => reachable),
  );
  const before = await serves(stage);
  const [broken, away, whole] = [[], [], []];
  for (let round = 0; round < Number(values.rounds); round++) {
    const versionId = await brokenDraft(stage);
    const startedAt = performance.now();
    const { id } = (await stage.owner.ask(startRollout, { versionId, serverId: stage.serverId })).startRollout;
    const gone = await patiently(
      'the engine serves it',
      async () => (await serves(stage)) !== before && performance.now(),
    );
    const back = await patiently(
      'it serves the earlier one',
      async () => (await serves(stage)) === before && performance.now(),
    );
    await firstByte(asked);
    const served = performance.now();
    const { rollout } = await patiently('the rollout is over', async () => {
      const found = await stage.owner.ask('query ($id: ID!) { rollout(id: $id) { state cause } }', { id });
      return found.rollout.state === 'ROLLED_BACK' && found;
    });
    if (rollout.cause !== 'CONNECTIONS_FAILING') throw new Error(`it was rolled back for ${rollout.cause}`);
    broken.push((back - gone) / second);
    away.push((served - gone) / second);
    whole.push((back - startedAt) / second);
  }
  report.series('broken → the earlier hash serves again', broken, 's');
  report.series('broken → a customer’s first byte', away, 's');
  report.series('startRollout answered → the earlier hash serves again', whole, 's');
  report.print();
}

/** What the engine serves, as its agent has told. */
async function serves({ panel, serverId }) {
  await pause(50);
  const [row] = await query(panel.nodesDatabase, 'SELECT config_hash AS hash FROM node WHERE server_id = $1', [
    serverId,
  ]);
  return row.hash;
}

async function handshakes({ owner, serverId }) {
  const text = 'query ($id: ID!) { server(id: $id) { health { inbounds { reachable } } } }';
  const { health } = (await owner.ask(text, { id: serverId })).server;
  if (!health?.inbounds.length) throw new Error('nobody has looked yet');
  return health.inbounds;
}

/** The same inbounds, at an address and a port where nobody looks for them. */
async function brokenDraft({ owner, serverId }) {
  const text = `query ($id: ID!) { configurationVersions(serverId: $id, page: { first: 1 }) { nodes { inbounds {
    tag protocol lastPort network security settings enabled } } } }`;
  const { configurationVersions } = await owner.ask(text, { id: serverId });
  const [{ inbounds }] = configurationVersions.nodes;
  const moved = [];
  for (const inbound of inbounds) {
    const port = await freePort();
    moved.push({ ...inbound, listen: '127.0.0.9', port, lastPort: port });
  }
  const edit = `mutation ($serverId: ID!, $input: EditConfigurationInput!) {
    editConfiguration(serverId: $serverId, input: $input) { id } }`;
  const { editConfiguration } = await owner.ask(edit, { serverId, input: { inbounds: moved, asDraft: true } });
  return editConfiguration.id;
}
