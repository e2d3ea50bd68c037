// The demonstration in short: real clients through every inbound, counted and cut. Part of npm test.
import { Suite } from '../shapes/suite.mjs';
import { demonstrate } from './demonstration.mjs';
import { withPanel } from './stage.mjs';

const bytes = 5_000_000;
const suite = new Suite();
let findings = [];
await suite.test('a node of this machine comes up by itself, and clients come through it', async () => {
  findings = await withPanel((panel) => demonstrate({ ...panel, bytes, say: () => undefined }));
});
for (const { what, isWell, detail } of findings) {
  await suite.test(what, async () => {
    if (!isWell) throw new Error(detail);
  });
}
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);
