import { spawn } from 'node:child_process';

// The laboratory to play with; it says its own usage.
const program = spawn('go', ['run', './cmd/lab', ...process.argv.slice(2)], {
  cwd: import.meta.dirname,
  stdio: 'inherit',
});
program.on('error', (error) => {
  console.error(`the laboratory needs Go: ${error.message}`);
  process.exitCode = 127;
});
program.on('close', (code) => (process.exitCode = code ?? 1));
