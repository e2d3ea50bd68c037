import { ensureInstalled } from '../dev/install.mjs';
import { readArguments } from '../process/arguments.mjs';
import { command } from '../process/command.mjs';

const usage = `
npm run test:peers -- [--run <pattern>] [--short]

The long form of the proofs in tools/lab/proof: independent clients (stock Xray and sing-box, wireguard-go) through every
protocol and transport, what is charged, when connections end, limits, kills, crowds. Each test prints its figures. Needs
root, and Go; on Debian it installs the packages it needs.

  --run <pattern>  these tests alone, as \`go test -run\` takes it
  --short          the short form, as npm test runs it
  --help
`;

const { values } = readArguments(usage, { run: { type: 'string', default: '.' }, short: { type: 'boolean' } });
await ensureInstalled();
const { code } = await command('go', ['test', '-v', '-count=1', '-timeout=120m', '-run', values.run, './proof'], {
  cwd: import.meta.dirname,
  environment: values.short ? {} : { VORTEX_LAB_LONG: '1' },
  onOutput: (text) => process.stdout.write(text),
  timeoutMs: 120 * 60_000,
});
process.exitCode = code;
