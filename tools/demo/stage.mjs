import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ensureBuilt } from '../dev/build.mjs';
import { tunnelProgram, workspaceRoot } from '../dev/workspace.mjs';
import { databaseOf } from '../restore/installation.mjs';
import { temporaryFolder } from '../shapes/places.mjs';
import { startStandalone } from '../shapes/standalone-shape.mjs';

/**
 * A panel of its own with a node on this machine, in a folder that is removed afterwards.
 *
 * @param {(panel: { url: string, password: string, folder: string, nodeHome: string, nodesDatabase: string, tunnel: string }) => Promise<any>} work
 * @param {{ isNew?: boolean }} options `isNew`: with the password the panel makes itself, which has to be changed
 */
export async function withPanel(work, { isNew = false } = {}) {
  await ensureBuilt(['standalone', 'node-agent', 'admin']);
  const folder = temporaryFolder('demo');
  const preset = isNew ? undefined : randomBytes(12).toString('base64url');
  const tunnel = process.env.VORTEX_TUNNEL ?? tunnelProgram;
  const running = await startStandalone(join(folder.path, 'home'), {
    ...(preset && { VORTEX_OWNER_PASSWORD: preset }),
    VORTEX_TUNNEL: tunnel,
    ...(!process.env.VORTEX_TUNNEL && { VORTEX_TUNNEL_BUILDER: join(workspaceRoot, 'tools/dev/tunnel.mjs') }),
  });
  try {
    const password = preset ?? running.password;
    return await work({
      url: running.url,
      password,
      folder: folder.path,
      nodeHome: join(folder.path, 'home/node'),
      nodesDatabase: databaseOf(join(folder.path, 'home'), 'vortex_nodes'),
      tunnel,
    });
  } catch (error) {
    console.error(running.output());
    throw error;
  } finally {
    await running.stop();
    folder.remove();
  }
}
