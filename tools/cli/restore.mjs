// npm run restore: builds what is needed, then puts an archive in the place of an installation's databases.
import '../dev/check-node.mjs';

const { reportAndExit } = await import('../dev/stop.mjs');
await main().catch(reportAndExit);

async function main() {
  const { ensureInstalled, isInstalled } = await import('../dev/install.mjs');
  const { ensureBuilt, isBuilt } = await import('../dev/build.mjs');
  const projects = ['standalone', 'admin'];
  if (!isInstalled()) await ensureInstalled();
  if (!isBuilt(projects)) await ensureBuilt(projects);
  await import('../../services/standalone/dist/restore/restore.command.js');
}
