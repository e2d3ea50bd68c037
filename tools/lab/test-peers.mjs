import { ensureInstalled } from '../dev/install.mjs';
import { readArguments } from '../process/arguments.mjs';
import { command, node } from '../process/command.mjs';

const usage = `
npm run test:peers -- [--run <pattern>] [--short] [--links] [--races]

The long form of the proofs in tools/lab/proof: independent clients (stock Xray and sing-box, wireguard-go) through every
protocol and transport, what is charged, when connections end, limits, kills, crowds. Each test prints its figures. Needs
root, and Go; on Debian it installs the packages it needs.

After them, the engine's own tests run under the race detector, and what links tell clients is brought to stock clients (Xray,
sing-box, mihomo, wg-quick, and shadowsocks-rust, which needs Rust): tools/link-clients.

  --run <pattern>  these tests alone, as \`go test -run\` takes it
  --short          the short form, as npm test runs it
  --links          only what links tell clients
  --races          only the engine's own tests under the race detector
  --help
`;

const { values } = readArguments(usage, {
  run: { type: 'string', default: '.' },
  short: { type: 'boolean' },
  links: { type: 'boolean' },
  races: { type: 'boolean' },
});
await ensureInstalled();
const onOutput = (text) => process.stdout.write(text);
const timeoutMs = 120 * 60_000;
const all = values.run === '.' && !values.links && !values.races;
const codes = [];
if (!values.links && !values.races) {
  codes.push(
    await go(import.meta.dirname, ['-v', '-run', values.run, './proof'], values.short ? {} : { VORTEX_LAB_LONG: '1' }),
  );
}
// Vision reaches into TLS connections by pointer arithmetic, which -race would have checked.
const withRaces = ['-race', '-gcflags=github.com/xtls/xray-core/proxy/vless/...=-d=checkptr=0'];
if (values.races || all) codes.push(await go(`${import.meta.dirname}/../../services/tunnel`, [...withRaces, './...']));
if (values.links || all) {
  const script = `../link-clients/${values.short ? 'npm-test' : 'run'}.mjs`;
  codes.push((await node(script, [], { cwd: import.meta.dirname, onOutput, timeoutMs })).code);
}
process.exitCode = codes.find((code) => code !== 0) ?? 0;

async function go(cwd, packages, environment = {}) {
  const tests = ['test', '-count=1', '-timeout=120m', ...packages];
  return (await command('go', tests, { cwd, environment, onOutput, timeoutMs })).code;
}
