// Builds the VPN engine where its sources have changed since. Says on stderr what is missing, and ends with 1.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isOnPath } from './on-path.mjs';
import { runCommand } from './run-command.mjs';
import { tunnelProgram, workspaceRoot } from './workspace.mjs';

const rooms = [
  'services/tunnel',
  'packages/contracts/gen/go',
  'packages/contracts/go.mod',
  'packages/contracts/go.sum',
];
const stampFile = `${tunnelProgram}.inputs`;

await main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});

async function main() {
  const inputs = inputsHash();
  if (existsSync(tunnelProgram) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputs) return;
  if (!isOnPath('go')) {
    if (existsSync(tunnelProgram))
      return console.log('· Go is not installed; the VPN engine that was built before is used.');
    throw new Error('the VPN engine is built with Go (1.26 or newer), which is not installed.');
  }
  console.log('· Building the VPN engine in the background; the first time this takes minutes …');
  mkdirSync(dirname(tunnelProgram), { recursive: true });
  const draft = `${tunnelProgram}.${process.pid}`;
  const flags = `-s -w -X main.version=${JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')).version ?? '0'}`;
  process.env.CGO_ENABLED = '0';
  const folder = join(workspaceRoot, 'services/tunnel');
  await runCommand('go', ['build', '-C', folder, '-trimpath', '-ldflags', flags, '-o', draft, './cmd/vortex-tunnel'], {
    remedy: 'npm start goes on without it; `go build ./cmd/vortex-tunnel` in services/tunnel says more.',
  });
  renameSync(draft, tunnelProgram);
  writeFileSync(stampFile, inputs);
}

/** Of names and contents: what was checked out anew is not new. */
function inputsHash() {
  const hash = createHash('sha256');
  for (const path of rooms.flatMap(filesOf).sort()) {
    hash.update(`${path}\n`).update(readFileSync(join(workspaceRoot, path)));
  }
  return hash.digest('hex');
}

function filesOf(path) {
  const whole = join(workspaceRoot, path);
  if (/\.(mod|sum)$/.test(path)) return existsSync(whole) ? [path] : [];
  return readdirSync(whole, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesOf(`${path}/${entry.name}`);
    return /\.go$|go\.(mod|sum)$/.test(entry.name) && !entry.name.endsWith('_test.go') ? [`${path}/${entry.name}`] : [];
  });
}
