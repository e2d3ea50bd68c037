// npm run release:agent: what a server needs to become a node, in a folder.
import { resolve } from 'node:path';
import { ensureBuilt } from '../dev/build.mjs';
import { runCommand } from '../dev/run-command.mjs';
import { reportAndExit } from '../dev/stop.mjs';
import { tunnelProgram } from '../dev/workspace.mjs';
import { readArguments } from '../process/arguments.mjs';
import { agentRelease, makeAgentRelease } from './release.mjs';

const usage = `
npm run release:agent -- [--to <folder>]

Builds the agent and the engine, and puts them into a folder with their installer, agent.sh, and their SHA-256. A panel
gives them to servers that come with an enrolment token (VORTEX_AGENT_RELEASE); agent.sh --from takes them from there.

  --to <folder>   where to; whatever is there is replaced (${agentRelease})
`;
const { values } = readArguments(usage, { to: { type: 'string', default: agentRelease } });
await main().catch(reportAndExit);

async function main() {
  await ensureBuilt(['node-agent']);
  await runCommand(process.execPath, ['tools/dev/tunnel.mjs'], { remedy: 'The engine is built with Go 1.26.' });
  console.log(makeAgentRelease(resolve(values.to), tunnelProgram));
}
