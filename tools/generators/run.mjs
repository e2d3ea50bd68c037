import '../dev/check-node.mjs';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureAnythingInstalled } from '../dev/install.mjs';
import { reportAndExit } from '../dev/stop.mjs';
import { readArguments } from '../process/arguments.mjs';
import { node } from '../process/command.mjs';
import { planEvent } from './kinds/event.mjs';
import { planNoun } from './kinds/noun.mjs';
import { planRpc } from './kinds/rpc.mjs';
import { planService } from './kinds/service.mjs';
import { Plan } from './plan.mjs';

const home = join(import.meta.dirname, '../..');
const kinds = { service: planService, noun: planNoun, event: planEvent, rpc: planRpc };
const usage = `
npm run generate -- service <name> --noun <name>                                    a service about one noun
npm run generate -- noun <name> --service <name>                                    a noun of a service
npm run generate -- event <name> --service <name> --noun <name> --consumer <name>   an event, and who listens
npm run generate -- rpc <name> --service <name> --noun <name> [--permission <p>]    a method of a noun's contract

Names are in kebab-case: gift-card, gift-card-redeemed, redeem-gift-card. Nothing is overwritten.

  --plural <name>       of many, where a rule of English does not find it: --plural people
  --permission <name>   what a caller must hold; default <service>.<noun>.<first word of the rpc>
  --dry-run             says what would be written
  --help
`;

const text = { type: 'string' };
const options = {
  service: text,
  noun: text,
  consumer: text,
  plural: text,
  permission: text,
  'dry-run': { type: 'boolean' },
};
const { values, positionals } = readArguments(usage, options);
const [kind, name, ...more] = positionals;
if (!kinds[kind] || !name || more.length > 0) stop(`What is to be made?\n${usage}`);

const plan = new Plan(home);
try {
  kinds[kind](plan, name, values);
} catch (error) {
  plan.refuse(error.message);
}
if (plan.problems.length > 0) stop(plan.problems.join('\n'));
for (const { path, isNew } of plan.files) console.log(`${isNew ? 'new    ' : 'changed'} ${path}`);
if (!values['dry-run']) await carryOut();

async function carryOut() {
  await ensureAnythingInstalled().catch(reportAndExit);
  plan.write();
  linkPackages();
  const typed = plan.files
    .map(({ path }) => path)
    .filter((path) => /\.(ts|json|js|mjs|yml|md)$/.test(path) && path !== 'package-lock.json');
  await must('prettier', ['--log-level', 'warn', '--write', ...typed]);
  await must('nx', ['run', 'contracts:regenerate', '--output-style=static']);
  await must('nx', ['run-many', '-t', 'generate', '--output-style=static']);
  console.log('\nNext: read what was made, then npm run lint and npm run typecheck');
}

/** What npm would do with a new package of the workspace. */
function linkPackages() {
  for (const { path } of plan.files.filter(
    (file) => file.isNew && /^services\/[^/]+\/package\.json$/.test(file.path),
  )) {
    const folder = path.replace('/package.json', '');
    const link = join(home, 'node_modules/@vortex', folder.slice('services/'.length));
    mkdirSync(join(link, '..'), { recursive: true });
    if (!existsSync(link)) symlinkSync(relative(join(link, '..'), join(home, folder)), link);
  }
}

async function must(tool, args) {
  const { code, output } = await node(`node_modules/.bin/${tool}`, args, { cwd: home });
  if (code !== 0) stop(output);
}

function stop(problem) {
  console.error(problem.trim());
  process.exit(2);
}
