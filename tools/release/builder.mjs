// What `npm start` builds beside the running panel: the engine, and then what other servers are given.
import '../dev/tunnel.mjs';
import { makeAgentRelease } from './release.mjs';

makeAgentRelease();
