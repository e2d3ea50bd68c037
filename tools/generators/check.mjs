// Generates one of each in a copy of the tree, then holds what came out to every rule of the house. Prints its counts as
// the runners of npm test do.
import { join } from 'node:path';
import { node } from '../process/command.mjs';
import { copyTree } from './tree-copy.mjs';

const home = join(import.meta.dirname, '../..');
const generate = (...args) => ['tools/generators/run.mjs', ...args];
const tool = (name, ...args) => [`node_modules/.bin/${name}`, ...args];
const ofProbe = ['--service', 'probe', '--noun', 'sample'];

/** In order: what comes later looks at what was made before. */
const making = [
  ['a service', generate('service', 'probe', '--noun', 'sample')],
  ['a noun', generate('noun', 'gift-card', '--service', 'probe')],
  ['an event', generate('event', 'sample-taken', ...ofProbe, '--consumer', 'probe')],
  ['an rpc', generate('rpc', 'archive-sample', ...ofProbe)],
  ['nothing twice: a service', generate('service', 'probe', '--noun', 'sample'), 2],
  ['nothing twice: a noun', generate('noun', 'gift-card', '--service', 'probe'), 2],
  ['nothing twice: an event', generate('event', 'sample-taken', ...ofProbe, '--consumer', 'probe'), 2],
  ['nothing twice: an rpc', generate('rpc', 'archive-sample', ...ofProbe), 2],
];
/** What only reads, beside what builds and runs. */
const reading = [
  [
    'static checks',
    [
      'tools/lint/run.mjs',
      ...['lock-file', 'rooms', 'rpc-permissions', 'buf-lint', 'generated'].flatMap((name) => ['--only', name]),
    ],
  ],
  ['eslint', tool('eslint', 'services/probe', 'services/standalone/src/services.ts')],
  [
    'prettier',
    tool(
      'prettier',
      '--check',
      'services/probe',
      'services/standalone/src/services.ts',
      'services/standalone/package.json',
      'docker-compose.yml',
      'README.md',
      'docs/architecture.md',
      'tools/cli',
      'tools/images/targets.mjs',
    ),
  ],
  ['layers', tool('depcruise', '--config', '.dependency-cruiser.cjs', 'services/probe')],
];
const running = [
  ['types', tool('nx', 'run-many', '-t', 'typecheck', '-p', 'probe,standalone', '--output-style=static')],
  ['build', tool('nx', 'run-many', '-t', 'build', '-p', 'probe,standalone', '--output-style=static')],
  ['tests', tool('jest', '--ci', '--maxWorkers=2', '--selectProjects', 'probe', 'edge')],
];

const copy = await copyTree(home);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (copy.remove(), process.exit(130)));
let failed = 0;
try {
  await inOrder(making);
  await Promise.all([reading, running].map(inOrder));
} finally {
  copy.remove();
}
const count = making.length + reading.length + running.length;
console.log(JSON.stringify({ passed: count - failed, failed }));
process.exitCode = failed === 0 ? 0 : 1;

async function inOrder(steps) {
  for (const [name, [script, ...args], wanted = 0] of steps) {
    const { code, output } = await node(script, args, { cwd: copy.home, timeoutMs: 5 * 60_000 });
    const held = code === wanted;
    console.log(`${held ? 'ok' : 'FAIL'} ${name}`);
    if (held) continue;
    failed += 1;
    console.log(output.trim());
  }
}
