import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../dev/workspace.mjs';
import { startChild } from '../shapes/child.mjs';
import { freePort } from '../shapes/places.mjs';

/** What the compose file mounts for its edge. */
const mounted = join(workspaceRoot, 'infrastructure/docker/traefik');

/**
 * Traefik as docker-compose.yml starts it: the same command, the same files. Only what differs on a machine of its own
 * is replaced: the folder, the ports and where the services are.
 *
 * @param {string} binary
 * @param {{ port: number, core: string, site: string }} places
 */
export async function startTraefik(binary, { port, core, site }) {
  const folder = mkdtempSync(join(tmpdir(), 'traefik-'));
  for (const name of readdirSync(mounted)) {
    const given = readFileSync(join(mounted, name), 'utf8');
    writeFileSync(join(folder, name), replaced(given, { 'http://core:8080': core, 'http://admin:8080': site }));
  }
  const ping = `127.0.0.1:${await freePort()}`;
  const command = replaced(composeEdge().command.join('\n'), {
    'public.address=:8080': `public.address=:${port}`,
    '/etc/traefik/dynamic': folder,
    '127.0.0.1:8082': ping,
  }).split('\n');
  const child = startChild(command, {}, binary);
  void child.ended.then(() => rmSync(folder, { recursive: true, force: true }));
  return child;
}

/** The image and the arguments of the service `edge`. */
export function composeEdge() {
  const compose = readFileSync(join(workspaceRoot, 'docker-compose.yml'), 'utf8');
  const [, edge] = /^ {2}edge:\n((?: {4}.*\n|\n)+)/m.exec(compose);
  return {
    tag: /image: \S+\/traefik:v(\S+)/.exec(edge)[1],
    command: [...edge.matchAll(/^ +- (--\S+)$/gm)].map(([, argument]) => argument),
  };
}

/** What is to be replaced must be there, or the test would run something else than the files say. */
function replaced(text, replacements) {
  return Object.entries(replacements).reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`nothing says ${from} any more`);
    return result.replaceAll(from, to);
  }, text);
}
