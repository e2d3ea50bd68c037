import '../dev/check-node.mjs';
import { join } from 'node:path';
import { generateSources } from '../dev/generate-sources.mjs';
import { ensureAnythingInstalled } from '../dev/install.mjs';
import { reportAndExit } from '../dev/stop.mjs';
import { readArguments } from '../process/arguments.mjs';
import { checks, runChecks } from './checks.mjs';

const home = join(import.meta.dirname, '../..');
const usage = `
npm run lint -- [--only <name>]...

Runs the static checks. Ends with 1 when one of them found something.

  --only <name>   this check alone (may be repeated)
  --help

Checks:
${checks.map(({ name, about }) => `  ${name.padEnd(16)} ${about}`).join('\n')}
`;

const { values } = readArguments(usage, { only: { type: 'string', multiple: true } });
const unknown = (values.only ?? []).filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0)
  fail(`No such check: ${unknown.join(', ')}. There are: ${checks.map((c) => c.name).join(', ')}`);

await ensureAnythingInstalled().catch(reportAndExit);
await generateSources(home).catch(reportAndExit);

const chosen = checks.filter((check) => !values.only || values.only.includes(check.name));
const outcomes = await runChecks(home, chosen, report);
const failed = outcomes.filter(({ findings }) => findings.length > 0);
console.log(
  failed.length === 0 ? `\n${outcomes.length} checks hold` : `\n${failed.length} of ${outcomes.length} checks fail`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

function report({ check, findings, note, seconds }) {
  const state = findings.length === 0 ? 'ok  ' : 'FAIL';
  const remark = findings.length === 0 ? (note ?? '') : `${findings.length} finding(s)`;
  console.log(`${state} ${check.name.padEnd(16)} ${`${seconds.toFixed(1)} s`.padStart(7)}  ${remark}`);
  for (const finding of findings) console.log(`     ${finding}`);
}

function fail(text) {
  console.error(text);
  process.exit(2);
}
