// The long form: every client through everything it speaks. Part of npm run test:peers.
import { withPanel } from '../demo/stage.mjs';
import { Suite } from '../shapes/suite.mjs';
import { all } from './kinds.mjs';
import { carryThroughLinks } from './matrix.mjs';

const programs = ['xray', 'sing-box', 'mihomo', 'sslocal'];
const suite = new Suite();
await suite.test('a panel with a node comes up, and its lists are to be had', () =>
  withPanel((panel) => carryThroughLinks({ ...panel, programs, wanted: all, suite })),
);
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);
