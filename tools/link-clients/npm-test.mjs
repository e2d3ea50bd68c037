// What links tell clients, brought to stock clients: the short form. The long one is a part of npm run test:peers.
import { withPanel } from '../demo/stage.mjs';
import { Suite } from '../shapes/suite.mjs';
import { few } from './kinds.mjs';
import { carryThroughLinks } from './matrix.mjs';

const suite = new Suite();
await suite.test('a panel with a node comes up, and its lists are to be had', () =>
  withPanel((panel) => carryThroughLinks({ ...panel, programs: ['xray', 'sing-box'], wanted: few, suite })),
);
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);
