import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs Prisma's command line with our engine, and without a word to the outside. Returns its exit code. */
export function runPrisma(args, options = {}) {
  const root = dirname(createRequire(import.meta.url).resolve('prisma/package.json'));
  const finished = spawnSync(process.execPath, [join(root, 'build', 'index.js'), ...args], {
    stdio: ['inherit', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
    env: {
      ...process.env,
      // Or it would download a native engine, even for commands that never start one.
      PRISMA_SCHEMA_ENGINE_BINARY: fileURLToPath(new URL('./schema-engine.mjs', import.meta.url)),
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      PRISMA_HIDE_PREVIEW_FLAG_WARNINGS: '1',
      DO_NOT_TRACK: '1',
    },
  });
  if (finished.error) throw finished.error;
  if (finished.status !== 0 && options.quiet) process.stderr.write(`${finished.stdout}${finished.stderr}`);
  return finished.status ?? 1;
}
