// npm run demo: a real client through every inbound of a node on this machine, counted and cut.
import { isOnPath } from '../dev/on-path.mjs';
import { reportAndExit, Stop } from '../dev/stop.mjs';
import { readArguments } from '../process/arguments.mjs';
import { demonstrate } from './demonstration.mjs';
import { withPanel } from './stage.mjs';

const megabyte = 1_000_000;
const usage = `
npm run demo -- [--megabytes <number>]

Starts a panel of its own with a node on this machine, makes a user, brings real clients in by every inbound, compares what
the target saw with what the panel counted, and cuts the user off where its quota ends. Ends with 1 when something differs.

  --megabytes <number>   how much goes through each inbound (50)
  --help
`;
const { values } = readArguments(usage, { megabytes: { type: 'string', default: '50' } });

await main().catch(reportAndExit);

async function main() {
  const bytes = Number(values.megabytes) * megabyte;
  if (!(bytes >= megabyte)) throw new Stop('--megabytes takes a number, 1 or more.', 'npm run demo -- --megabytes 50');
  if (!isOnPath('go'))
    throw new Stop('Go is not installed; the engine and its clients are built with it.', 'Install Go 1.26.');
  const say = (line) => console.log(`· ${line}`);
  const findings = await withPanel((panel) => demonstrate({ ...panel, bytes, say }));
  const width = Math.max(...findings.map(({ what }) => what.length));
  console.log('');
  for (const { what, isWell, detail } of findings)
    console.log(`${isWell ? '✔' : '✖'} ${what.padEnd(width)}  ${detail}`);
  process.exitCode = findings.every(({ isWell }) => isWell) ? 0 : 1;
}
