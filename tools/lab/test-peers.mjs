import { ensureInstalled } from '../dev/install.mjs';
import { readArguments } from '../process/arguments.mjs';
import { command, node } from '../process/command.mjs';

const usage = `
npm run test:peers -- [--run <pattern>] [--short]

The long form of the proofs in tools/lab/proof: independent clients (stock Xray and sing-box, wireguard-go) through every
protocol and transport, what is charged, when connections end, limits, kills, crowds. Each test prints its figures. Needs
root, and Go; on Debian it installs the packages it needs.

After them, what links tell clients is brought to stock clients (Xray, sing-box, mihomo, wg-quick, and shadowsocks-rust, which needs Rust): tools/link-clients.

  --run <pattern>  these tests alone, as \`go test -run\` takes it
  --short          the short form, as npm test runs it
  --links          only what links tell clients
  --help
`;

const { values } = readArguments(usage, {
  run: { type: 'string', default: '.' },
  short: { type: 'boolean' },
  links: { type: 'boolean' },
});
await ensureInstalled();
const onOutput = (text) => process.stdout.write(text);
const timeoutMs = 120 * 60_000;
const codes = [];
if (!values.links) {
  const { code } = await command('go', ['test', '-v', '-count=1', '-timeout=120m', '-run', values.run, './proof'], {
    cwd: import.meta.dirname,
    environment: values.short ? {} : { VORTEX_LAB_LONG: '1' },
    onOutput,
    timeoutMs,
  });
  codes.push(code);
}
if (values.links || values.run === '.') {
  const script = `../link-clients/${values.short ? 'npm-test' : 'run'}.mjs`;
  codes.push((await node(script, [], { cwd: import.meta.dirname, onOutput, timeoutMs })).code);
}
process.exitCode = codes.find((code) => code !== 0) ?? 0;
