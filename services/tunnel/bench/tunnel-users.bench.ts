// How fast the tunnel engine takes users, and what they cost: `npm run bench -- tunnel-users [-- -users 100000 -rounds 3]`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const engine = join(__dirname, '..');
const { status } = spawnSync('go', ['run', './bench/users', ...process.argv.slice(2)], {
  cwd: engine,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
