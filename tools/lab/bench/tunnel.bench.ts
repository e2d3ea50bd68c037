import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The engine against stock Xray and wireguard-go, in a laboratory of network namespaces. Needs root. */
const options = process.argv.slice(2).map((option) => option.replace(/^--/, '-'));
const program = spawn('go', ['run', './cmd/tunnel-bench', ...options], {
  cwd: join(__dirname, '..'),
  stdio: 'inherit',
});
program.on('error', (error) => {
  console.error(`the benchmark needs Go: ${error.message}`);
  process.exitCode = 127;
});
program.on('close', (code) => (process.exitCode = code ?? 1));
