import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { outputFingerprint, outputs, sourceFingerprint } from './sources.mjs';
import { workspaceRoot } from './workspace.mjs';

const nx = join(workspaceRoot, 'node_modules/nx/dist/bin/nx.js');
const stampFile = join(workspaceRoot, 'node_modules/.vortex-built');

/** Whether the last build was of these projects, perhaps of more, and neither sources nor outputs changed since. */
export function isBuilt(projects) {
  if (!projects.every((project) => existsSync(join(workspaceRoot, outputs[project])))) return false;
  if (!existsSync(stampFile)) return false;
  const [built, ...prints] = readFileSync(stampFile, 'utf8').split(' ');
  const wasBuilt = (project) => built.split(',').includes(project);
  return projects.every(wasBuilt) && prints.join(' ') === fingerprints(sourceFingerprint());
}

/**
 * Generates and builds what is stale. Nx knows what that is; the stamp saves asking it when nothing changed.
 *
 * @param {readonly (keyof typeof outputs)[]} projects what is to run; what they stand on is built with them
 */
export async function ensureBuilt(projects) {
  if (isBuilt(projects)) return;
  await step('Building', async (note) => {
    // Taken before: what is saved during the build makes the next start build again.
    const sources = sourceFingerprint();
    await runCommand(process.execPath, [nx, 'run-many', '-t', 'build', '-p', projects.join(), '--outputStyle=stream'], {
      onLine: (line) => line.includes('nx run ') && note(line.replace(/^.*nx run /, '').replace(/\s.*$/, '')),
      remedy: 'The output above says why. If it misses a package: npm ci',
    });
    writeFileSync(stampFile, `${projects.join()} ${fingerprints(sources)}`);
  });
}

function fingerprints(sources) {
  return `${sources} ${outputFingerprint()}`;
}
