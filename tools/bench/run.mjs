import '../dev/check-node.mjs';
import { ensureInstalled } from '../dev/install.mjs';
import { reportAndExit } from '../dev/stop.mjs';
import { readArguments } from '../process/arguments.mjs';
import { programs, runProgram } from '../typescript/programs.mjs';

const benches = programs('bench');
const usage = `
npm run bench -- <name> [options of the benchmark]

Runs a benchmark, and those whose names go on from its own: \`api\` also runs \`api-login\`. Each prints the machine, the
method, medians and ratios.

Benchmarks:
${benches.map(({ name, path }) => `  ${name.padEnd(24)} ${path}`).join('\n') || '  none yet'}
`;

const [name, ...rest] = process.argv.slice(2);
if (!name || name.startsWith('-')) {
  readArguments(usage, {});
  console.log(usage.trim());
} else {
  const chosen = benches.filter((bench) => bench.name === name || bench.name.startsWith(`${name}-`));
  if (chosen.length === 0) {
    console.error(`No such benchmark: ${name}\n${usage}`);
    process.exit(2);
  }
  await ensureInstalled().catch(reportAndExit);
  for (const { path } of chosen) process.exitCode = (await runProgram(path, rest)) || process.exitCode;
}
