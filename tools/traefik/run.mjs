// The end-to-end suite through the real Traefik, with the very files docker-compose.yml gives it. Part of
// `npm run test:images`, since building Traefik for the first time takes minutes.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { equal, match } from 'node:assert/strict';
import { ensureBuilt } from '../dev/build.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { runEndToEnd } from '../e2e/run.mjs';
import { startDistributed } from '../shapes/distributed-shape.mjs';
import { Suite } from '../shapes/suite.mjs';
import { startServers } from '../test/servers.mjs';
import { ensureTraefik, traefikVersion } from './binary.mjs';
import { composeEdge, startTraefik } from './front.mjs';

const suite = new Suite();
await ensureBuilt(['standalone', 'admin']);
const { path, buildMs } = ensureTraefik();
console.log(`  Traefik ${traefikVersion}: ${buildMs ? `built in ${(buildMs / 1000).toFixed(0)} s` : 'built before'}`);
const servers = await startServers(workspaceRoot, (line) => console.log(`  ${line}`));
try {
  await suite.test('is the release that the compose file names', () =>
    equal(traefikVersion.startsWith(`${composeEdge().tag}.`), true, `compose names ${composeEdge().tag}`),
  );
  await suite.test('the services start behind Traefik, pass the end-to-end suite and stop', putThrough);
} finally {
  await servers.stop();
}
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);

async function putThrough() {
  const start = (places) => startTraefik(path, places);
  const shape = await startDistributed(servers.environment, randomBytes(12).toString('hex'), {}, start);
  let code;
  try {
    await suite.test('Traefik shows what the route table exposes, and nothing else', () => askAround(shape.url));
    suite.add(await runEndToEnd(shape));
  } finally {
    code = await shape.stop();
    await shape.dropDatabases();
  }
  equal(code, 0, `ended with ${code}:\n${shape.output()}`);
}

async function askAround(url) {
  const port = Number(new URL(url).port);
  const hidden = ['/metrics', '/graphqlx', '/api/rawdata', '/dashboard/', '/ping', '/administrator'];
  for (const path of hidden) match(await statusLine(port, path), / 404 /, path);
  for (const path of ['/sub/../metrics', '/sub/%2e%2e/metrics', '//metrics', '/livez/../metrics'])
    match(await statusLine(port, path), / (30\d|404) /, path);
  // What could mean one path to Traefik and another one to whoever is behind it.
  for (const path of ['/sub/..%2fmetrics', '/sub/..%5cmetrics', '/sub/a%00', '/sub/..\\metrics'])
    match(await statusLine(port, path), / 400 /, path);
  const admin = await fetch(`${url}/admin/`);
  equal(admin.status, 200);
  equal(admin.headers.get('x-frame-options'), 'DENY');
  equal(admin.headers.get('x-content-type-options'), 'nosniff');
}

/** Asked byte for byte: fetch would tidy the path. */
function statusLine(port, path) {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
    );
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => (answer += text));
    socket.once('error', failed).once('close', () => done(answer.split('\r\n', 1)[0]));
  });
}
