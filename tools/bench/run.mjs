import '../dev/check-node.mjs';
import { ensureInstalled } from '../dev/install.mjs';
import { reportAndExit } from '../dev/stop.mjs';
import { readArguments } from '../process/arguments.mjs';
import { programs, runProgram } from '../typescript/programs.mjs';

const benches = programs('bench');
const usage = `
npm run bench -- <name> [options of the benchmark]

Runs a benchmark. It prints the machine, the method, medians and ratios.

Benchmarks:
${benches.map(({ name, path }) => `  ${name.padEnd(24)} ${path}`).join('\n') || '  none yet'}
`;

const [name, ...rest] = process.argv.slice(2);
if (!name || name.startsWith('-')) {
  readArguments(usage, {});
  console.log(usage.trim());
} else {
  const bench = benches.find((candidate) => candidate.name === name);
  if (!bench) {
    console.error(`No such benchmark: ${name}\n${usage}`);
    process.exit(2);
  }
  await ensureInstalled().catch(reportAndExit);
  process.exitCode = await runProgram(bench.path, rest);
}
