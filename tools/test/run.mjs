import '../dev/check-node.mjs';
import { join } from 'node:path';
import { ensureBuilt } from '../dev/build.mjs';
import { generateSources } from '../dev/generate-sources.mjs';
import { ensureInstalled } from '../dev/install.mjs';
import { outputs } from '../dev/sources.mjs';
import { readArguments } from '../process/arguments.mjs';
import { stopCommands } from '../process/command.mjs';
import { temporaryFolder } from '../shapes/places.mjs';
import { runnersIn } from './runners.mjs';
import { startServers } from './servers.mjs';
import { stages } from './stages.mjs';
import { summary } from './summary.mjs';

const startedAt = performance.now();
const home = join(import.meta.dirname, '../..');
const runners = runnersIn(home);
const usage = `
npm test -- [--only <runner>]... [--exclude <name>]...

Installs what the lock file names if that changed, starts PostgreSQL, Redis and RabbitMQ (those that
VORTEX_TEST_POSTGRES_URL, VORTEX_TEST_REDIS_URL and VORTEX_TEST_BROKER_URL name; else in Docker; else, on Debian as
root, its own), runs everything and stops what it started. What cannot run has failed. The last line is
"N passed, N failed".

  --only <runner>    this runner alone (may be repeated)
  --exclude <name>   a runner, a static check, or words in the path or name of a skipped test (may be repeated)
  --help

Runners:
${runners.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}
`;

const repeated = { type: 'string', multiple: true };
const { values } = readArguments(usage, { only: repeated, exclude: repeated });
const excluded = values.exclude ?? [];
const chosen = runners.filter(({ name }) => (values.only?.includes(name) ?? true) && !excluded.includes(name));
/** For what runners make, so that it goes with the run, whatever has come of whoever made it. */
const folder = temporaryFolder('test');
const unknown = (values.only ?? []).filter((name) => !runners.some((runner) => runner.name === name));
if (unknown.length > 0) end([failedRun('arguments', `no such runner: ${unknown.join(', ')}`)]);

/** Made by the first runner that needs it, for all of them. */
let servers;
let built;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void abandon(signal));

const outcomes = [];
try {
  await ensureInstalled();
  await generateSources(home);
  for (const lanes of stages(chosen)) await Promise.all(lanes.map((lane) => runLane(lane, lanes.length > 1)));
} catch (error) {
  outcomes.push(failedRun('run', [error.message, error.remedy, error.details].filter(Boolean).join('\n')));
}
await stopServers();
if (!stopping) end(outcomes);

async function runLane(lane, isOneOfMany) {
  for (const runner of lane) if (!stopping) outcomes.push(await timed(runner, isOneOfMany ? `${runner.name} │ ` : ''));
}

async function timed(runner, mark) {
  console.log(`\n── ${runner.name}: ${runner.about}`);
  const before = performance.now();
  const outcome = await guarded(runner, mark);
  const seconds = (performance.now() - before) / 1000;
  console.log(`── ${runner.name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds.toFixed(1)} s)`);
  return { name: runner.name, seconds, ...outcome };
}

async function guarded(runner, mark) {
  const say = Object.assign((line) => console.log(`   ${mark}${line}`), {
    raw: inLines((line) => console.log(`${mark}${line}`)),
  });
  try {
    if (runner.needsServers) servers ??= startServers(home, say);
    if (runner.needsBuilt) built ??= ensureBuilt(Object.keys(outputs));
    const [started] = await Promise.all([runner.needsServers && servers, runner.needsBuilt && built]);
    const environment = { ...started?.environment, TMPDIR: folder.path };
    const isExcluded = (name) => excluded.includes(name);
    return await runner.run({ home, environment, excluded, isExcluded, say });
  } catch (error) {
    return failedRun(runner.name, error.stack ?? String(error));
  }
}

/** Of what comes in pieces, whole lines: runners beside each other do not write into those of another. */
function inLines(write) {
  let begun = '';
  return (text) => {
    const lines = `${begun}${text}`.split('\n');
    begun = lines.pop();
    lines.forEach(write);
  };
}

function failedRun(name, text) {
  return { name, passed: 0, failed: 1, seconds: 0, failures: [text] };
}

async function abandon(signal) {
  stopping = true;
  console.log(`\n${signal}: stopping`);
  stopCommands();
  await stopServers();
  end([...outcomes, failedRun('run', `stopped by ${signal}`)]);
}

async function stopServers() {
  const started = await servers?.catch(() => undefined); // whoever wanted them has told of it
  await started?.stop();
}

function end(all) {
  forget(folder);
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  console.log(`\nDone in ${minutes} min`);
  const failed = all.some((outcome) => outcome.failed > 0) || all.length === 0;
  process.stdout.write(`${summary(all, excluded)}\n`, () => process.exit(failed ? 1 : 0));
}

function forget({ path, remove }) {
  try {
    remove();
  } catch (error) {
    console.log(`${path} stays: ${error.message}`);
  }
}
