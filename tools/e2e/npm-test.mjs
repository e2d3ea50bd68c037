// From an empty folder to the first bytes of a customer, in a real browser with a real node and a real client. Part of
// npm test.
import { join } from 'node:path';
import { withPanel } from '../demo/stage.mjs';
import { stockXray } from '../demo/xray.mjs';
import { Suite } from '../shapes/suite.mjs';
import { runEndToEnd } from './run.mjs';

const suite = new Suite();
await suite.test('a newcomer is led from the first password to the first bytes', async () => {
  await stockXray();
  const work = ({ folder, tunnel, ...panel }) =>
    runEndToEnd(panel, 'first-run', { VORTEX_E2E_AGENT_HOME: join(folder, 'agent'), VORTEX_E2E_TUNNEL: tunnel });
  const counts = await withPanel(work, { isNew: true });
  suite.add(counts);
  if (counts.failed > 0) throw new Error('see above');
});
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);
