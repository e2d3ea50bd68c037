// npm run test:skew: panels, agents and engines of two versions together.
import '../dev/check-node.mjs';
import { ensureInstalled } from '../dev/install.mjs';
import { reportAndExit } from '../dev/stop.mjs';
import { readArguments } from '../process/arguments.mjs';
import { startInstallation } from '../outage/installation.mjs';
import { withStage } from '../outage/stage.mjs';
import { upgrade } from '../outage/upgrade.mjs';
import { Suite } from '../shapes/suite.mjs';
import { upgradePanel } from './panel-upgrade.mjs';
import { service } from './service.mjs';
import { otherTree, thisTree, usualRef } from './tree.mjs';

const usage = `
npm run test:skew -- [--ref <commit>]

Builds panel, agent and engine of an earlier version beside those here, and has them work together: a node enrols, users
come and go, what they are sent is counted. Each runs with each, as while a fleet is upgraded; the earlier engine hands over
to the one here under an open connection; and the earlier panel's databases are gone on with by the one here, under another.

  --ref <commit>   which one: a commit, a branch, a tag (the last tag; without one, the last commit before what agents and
                   engines are told was changed)
`;
const { values } = readArguments(usage, { ref: { type: 'string' } });
const suite = new Suite();
await ensureInstalled().then(main).catch(reportAndExit);
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);

async function main() {
  const ref = values.ref ?? usualRef();
  const [before, now] = [await otherTree(ref), thisTree()];
  console.log(`${ref} is ${before.commit.slice(0, 12)}`);
  await together('agent and engine of before, panel of now', now, { agent: before.agent, engine: before.engine });
  await together('agent and engine of now, panel of before', before, { agent: now.agent, engine: now.engine });
  await together('agent of now, engine of before', now, { agent: now.agent, engine: before.engine });
  await together('agent of before, engine of now', now, { agent: before.agent, engine: now.engine });
  await together('engine of before upgraded to that of now', now, { engine: before.engine }, upgrade);
  const toThisPanel = (stage) => upgradePanel(stage, [now.panel]);
  await together('panel of before upgraded to that of now', before, before, toThisPanel);
}

async function together(name, { panel }, programs, work = service) {
  const start = (folder, password) => startInstallation(folder, password, [panel]);
  const findings = [];
  await suite.test(`${name}: work together`, async () => findings.push(...(await withStage(start, work, programs))));
  for (const { what, isWell, detail } of findings)
    await suite.test(`${name}: ${what}: ${detail}`, async () => {
      if (!isWell) throw new Error(detail);
    });
}
