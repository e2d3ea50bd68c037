// Takes a fresh clone to a running panel. Plain Node: nothing may be installed yet.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reportAndExit, Stop } from './stop.mjs';

await main().catch(reportAndExit);

async function main() {
  const options = readArguments();
  if (options.help) return console.log((await import('./help.mjs')).helpText());
  const { confirmReset, reset } = await import('./reset.mjs');
  const deletes = options.reset && (await confirmReset({ confirmed: options.yes }));
  await prepare();
  if (deletes) await reset();
  // In this very process: Ctrl-C reaches it, and there is no second one to feed.
  process.env.NODE_ENV ??= 'production';
  await offerTunnel();
  await import('../../services/standalone/dist/main.js');
}

function readArguments() {
  const known = {
    help: { type: 'boolean', short: 'h' },
    reset: { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
  };
  try {
    return parseArgs({ options: known }).values;
  } catch (error) {
    throw new Stop(error.message.split('. ')[0], 'npm start -- --help shows what there is.');
  }
}

async function prepare() {
  const { ensureInstalled, isInstalled } = await import('./install.mjs');
  const { ensureBuilt, isBuilt } = await import('./build.mjs');
  const projects = ['standalone', 'node-agent', 'admin'];
  if (isInstalled() && isBuilt(projects)) return;
  await (await import('./preflight.mjs')).preflight();
  await ensureInstalled();
  await ensureBuilt(projects);
}

/** The engine is built beside the running panel: nobody waits for it, and a machine without Go is told what is missing. */
async function offerTunnel() {
  if (process.env.VORTEX_TUNNEL) return;
  const { tunnelProgram, workspaceRoot } = await import('./workspace.mjs');
  process.env.VORTEX_TUNNEL = tunnelProgram;
  process.env.VORTEX_TUNNEL_BUILDER = join(workspaceRoot, 'tools/release/builder.mjs');
  process.env.VORTEX_AGENT_RELEASE ??= (await import('../release/release.mjs')).agentRelease;
}
