// One trace from a request at the edge to a consumer of what it caused, over processes. Part of `npm test`.
import { randomBytes } from 'node:crypto';
import { startTraceCollector } from '../canaries/trace-collector.mjs';
import { ensureBuilt } from '../dev/build.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { startDistributed } from '../shapes/distributed-shape.mjs';
import { changePassword, login } from '../shapes/graphql.mjs';
import { Suite } from '../shapes/suite.mjs';
import { startServers } from '../test/servers.mjs';
import { chainUpFrom, whatIsMissing } from './trace-chain.mjs';

const patienceMs = 60_000;

const suite = new Suite();
await ensureBuilt(['standalone', 'admin']);
const servers = await startServers(workspaceRoot, (line) => console.log(`  ${line}`));
const collector = await startTraceCollector();
const passwords = { first: randomBytes(12).toString('hex'), second: randomBytes(12).toString('hex') };
const shape = await startDistributed(servers.environment, passwords.first, {
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_BSP_SCHEDULE_DELAY: '200',
});
try {
  await suite.test('one trace leads over HTTP, GraphQL, gRPC, SQL and the bus to the consumer', async () => {
    const { accessToken } = await login(shape.url, passwords.first);
    await changePassword(shape.url, accessToken, passwords.first, passwords.second);
    await untilComplete();
  });
  await suite.test('another request has another trace', async () => {
    const rootOf = (name) =>
      chainUpFrom(
        collector.spans().find((span) => span.name === name),
        collector.spans(),
      ).at(-1);
    const [one, other] = [rootOf('graphql Mutation.login'), rootOf('graphql Mutation.changePassword')];
    if (one.traceId === other.traceId) throw new Error(`both belong to ${one.traceId}`);
  });
} finally {
  await shape.stop();
  await shape.dropDatabases();
  collector.stop();
  await servers.stop();
}
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);

async function untilComplete() {
  const deadline = Date.now() + patienceMs;
  for (let missing; (missing = whatIsMissing(collector.spans()));) {
    if (Date.now() > deadline) throw new Error(missing);
    await new Promise((done) => setTimeout(done, 100));
  }
}
