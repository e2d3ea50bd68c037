// What customers and books notice when parts of the panel and of a node die, one after the other and together.
import { randomInt } from 'node:crypto';
import { readArguments } from '../process/arguments.mjs';
import { Suite } from '../shapes/suite.mjs';
import { alone } from './alone.mjs';
import { outage } from './outage.mjs';
import { startInstallation } from './installation.mjs';
import { instances } from './instances.mjs';
import { refusal } from './refusal.mjs';
import { restoring } from './restoring.mjs';
import { startPanel } from './panel.mjs';
import { slots } from './slots.mjs';
import { withStage } from './stage.mjs';
import { upgrade } from './upgrade.mjs';

const usage = `
node tools/outage/run.mjs [--only outage|restoring] [--seed <n>] [--minutes <n>] [--most <seconds>]

Starts the services, PostgreSQL, RabbitMQ, Redis, an agent and an engine, and takes one after the other away with SIGKILL,
or cuts the network between agent and panel, while real clients download through the engine and the owner makes and
disables users. Then compares what customers got with what the panel counted, and who is served with who should be; and
divides the inbounds of another node over two engine processes, of which one is killed.
In another installation it upgrades the engine under an open connection, has it refuse a configuration, lets a user come
from more addresses, and another with more devices, than allowed on two servers, starts the node anew while there is no
panel, and sets the panel back to an archive under traffic, after a thousand changes.

  --only <name>      one of both: taking away, or that other installation
  --seed <n>         repeats a run (random)
  --minutes <n>      how long (10); every fault happens at least once
  --most <seconds>   how long a fault lasts at most (6)
`;
const { values } = readArguments(usage, {
  only: { type: 'string' },
  seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  minutes: { type: 'string', default: '10' },
  most: { type: 'string', default: '6' },
  exclude: { type: 'string', multiple: true },
});
const options = {
  seed: Number(values.seed),
  durationMs: Number(values.minutes) * 60_000,
  mostMs: Number(values.most) * 1_000,
  say: (line) => console.log(`  ${line}`),
};
console.log(`seed ${options.seed}`);
const suite = new Suite();
const parts = {
  outage: () =>
    withStage(startPanel, async (stage) => [...(await outage(stage, options)), ...(await instances(stage))]),
  restoring: () =>
    withStage(startInstallation, async (stage) => [
      ...(await upgrade(stage)),
      ...(await refusal(stage)),
      ...(await slots(stage)),
      ...(await alone(stage)),
      ...(await restoring(stage)),
    ]),
};
const chosen = Object.entries(parts).filter(([name]) => !values.only || values.only === name);
const found = {};
// At the same time: each has an installation of its own, and waits for most of its time.
await Promise.all(
  chosen.map(([name, part]) =>
    suite.test(`${name}: customers are served throughout`, async () => (found[name] = await part())),
  ),
);
for (const { what, isWell, detail } of chosen.flatMap(([name]) => found[name] ?? [])) {
  await suite.test(`${what}: ${detail}`, async () => {
    if (!isWell) throw new Error(detail);
  });
}
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);
