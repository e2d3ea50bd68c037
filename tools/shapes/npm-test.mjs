// One end-to-end suite on two shapes, and how the standalone starts and stops. Part of `npm test`.
import { randomBytes } from 'node:crypto';
import { ok } from 'node:assert/strict';
import { ensureBuilt, isBuilt } from '../dev/build.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { runEndToEnd } from '../e2e/run.mjs';
import { startServers } from '../test/servers.mjs';
import { startDistributed } from './distributed-shape.mjs';
import { proportionalSetSize, processTree } from './memory.mjs';
import { temporaryFolder } from './places.mjs';
import { startStandalone } from './standalone-shape.mjs';
import { testStartBehaviour } from './start-behaviour.mjs';
import { Suite } from './suite.mjs';

const suite = new Suite();
const projects = ['standalone', 'admin'];
await ensureBuilt(projects);
await suite.test('a second start has nothing to build', async () => ok(isBuilt(projects)));
// How it starts and stops is tried on installations of its own.
await Promise.all([onStandalone().then(onDistributed), testStartBehaviour(suite)]);
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);

async function onStandalone() {
  const folder = temporaryFolder('standalone');
  await suite.test('the standalone starts, passes the end-to-end suite and stops', () =>
    putThrough(() => startStandalone(folder.path)),
  );
  folder.remove();
}

async function onDistributed() {
  const servers = await startServers(workspaceRoot, (line) => console.log(`  ${line}`));
  await suite.test('the services start apart, pass the same suite and stop', () =>
    putThrough(() => startDistributed(servers.environment, randomBytes(12).toString('hex'))),
  );
  await servers.stop();
}

async function putThrough(start) {
  const shape = await start();
  let code;
  try {
    tell(shape);
    suite.add(await runEndToEnd(shape));
  } finally {
    code = await shape.stop();
    await shape.dropDatabases?.();
  }
  if (code !== 0) throw new Error(`${shape.name} ended with ${code}:\n${shape.output()}`);
}

function tell({ name, startMs, pids }) {
  const tree = processTree(pids());
  const seconds = (startMs / 1000).toFixed(1);
  console.log(`  ${name}: ${seconds} s to answering, ${proportionalSetSize(tree)} MB PSS in ${tree.length} processes`);
}
