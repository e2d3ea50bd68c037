import { randomInt } from 'node:crypto';
import { ensureBuilt } from '../dev/build.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { readArguments } from '../process/arguments.mjs';
import { startServers } from '../test/servers.mjs';
import { Fuzz } from './fuzz.mjs';
import { startPanel } from './panel.mjs';
import { rootNames } from './schema.mjs';

const usage = `
npm run fuzz -- [--minutes <n>] [--batches <n>] [--seed <n>]

Sends the API what nobody should: every operation of the schema with every sort of value, from every role of three
tenants, and bodies that are none. Nothing may break, leak or hang.

  --minutes <n>   how long (1)
  --batches <n>   how much of it, where that is less
  --seed <n>      repeats a run; printed at the start of every one
  --sources       runs the sources as they stand instead of building them
  --help
`;

const { values } = readArguments(usage, {
  minutes: { type: 'string', default: '1' },
  batches: { type: 'string', default: '1000000' },
  seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  sources: { type: 'boolean', default: false },
  exclude: { type: 'string', multiple: true },
});
const seed = Number(values.seed);
const minutes = Number(values.minutes);
console.log(`seed ${seed}, ${minutes} min`);
if (!values.sources) await ensureBuilt(['standalone', 'admin']);
const servers = await startServers(workspaceRoot, (line) => console.log(`  ${line}`));
const outcome = await fuzz().finally(() => servers.stop());
console.log(JSON.stringify({ passed: outcome.length === 0 ? 1 : 0, failed: outcome.length }));
process.exit(outcome.length > 0 ? 1 : 0);

async function fuzz() {
  const panel = await startPanel(servers.environment.VORTEX_TEST_POSTGRES_URL, values.sources);
  const run = new Fuzz(panel);
  try {
    await run.during(minutes, seed, Number(values.batches));
  } catch (error) {
    run.findings.push(`the run itself: ${error.stack}`);
    console.log(`✖ ${run.findings.at(-1)}`);
  }
  const code = await panel.stop();
  if (code !== 0) run.findings.push(`the services ended with ${code}`);
  const codes = [...run.codes].sort(([, one], [, other]) => other - one).map(([name, count]) => `${name} ${count}`);
  console.log(`${run.sent} sent, ${run.succeeded} answered in full; ${codes.join(', ')}`);
  const never = rootNames.filter((name) => !run.answered.has(name));
  console.log(
    `${rootNames.length - never.length} of ${rootNames.length} root fields answered in full; not: ${never.join(', ') || 'none'}`,
  );
  return run.findings;
}
