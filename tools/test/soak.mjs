import '../dev/check-node.mjs';
import { randomInt } from 'node:crypto';
import { ensureInstalled } from '../dev/install.mjs';
import { reportAndExit } from '../dev/stop.mjs';
import { readArguments } from '../process/arguments.mjs';
import { programs, runProgram } from '../typescript/programs.mjs';

const soaks = programs('soak');
const usage = `
npm run test:soak -- [<name>...] [--seed <n>] [--minutes <n>]

Runs the long tests, all of them or those named. Every one gets the seed, prints its counts, and ends with 0 when what
it promises held.

  --seed <n>      repeats a run; printed at the start of every one
  --minutes <n>   how long each may take, where the program leaves that open
  --help

Programs:
${soaks.map(({ name, path }) => `  ${name.padEnd(16)} ${path}`).join('\n') || '  none yet'}
`;

const { values, positionals } = readArguments(usage, { seed: { type: 'string' }, minutes: { type: 'string' } });
const seed = number('seed', values.seed ?? String(randomInt(2 ** 31)));
const limits = values.minutes === undefined ? [] : ['--minutes', String(number('minutes', values.minutes))];
const unknown = positionals.filter((name) => !soaks.some((soak) => soak.name === name));
if (unknown.length > 0) refuse(`No such program: ${unknown.join(', ')}`);

await ensureInstalled().catch(reportAndExit);
const chosen = soaks.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
console.log(`seed ${seed}`);
const failed = [];
for (const { name, path } of chosen) {
  console.log(`\n── ${name}`);
  const code = await runProgram(path, ['--seed', String(seed), ...limits]);
  if (code !== 0) failed.push(name);
}
console.log(`\nseed ${seed}${failed.length > 0 ? `; failed: ${failed.join(', ')}` : ''}`);
console.log(`${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 && chosen.length > 0 ? 0 : 1;

function number(name, text) {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) && value >= 0
    ? value
    : refuse(`--${name} takes a number, not "${text}"`);
}

function refuse(problem) {
  console.error(`${problem}\n${usage}`);
  process.exit(2);
}
