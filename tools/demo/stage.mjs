import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ensureBuilt } from '../dev/build.mjs';
import { tunnelProgram, workspaceRoot } from '../dev/workspace.mjs';
import { temporaryFolder } from '../shapes/places.mjs';
import { startStandalone } from '../shapes/standalone-shape.mjs';

/** A panel of its own with a node on this machine, in a folder that is removed afterwards. */
export async function withPanel(work) {
  await ensureBuilt(['standalone', 'node-agent', 'admin']);
  const folder = temporaryFolder('demo');
  const password = randomBytes(12).toString('base64url');
  const running = await startStandalone(join(folder.path, 'home'), {
    VORTEX_OWNER_PASSWORD: password,
    ...(process.env.VORTEX_TUNNEL
      ? { VORTEX_TUNNEL: process.env.VORTEX_TUNNEL }
      : { VORTEX_TUNNEL: tunnelProgram, VORTEX_TUNNEL_BUILDER: join(workspaceRoot, 'tools/dev/tunnel.mjs') }),
  });
  try {
    return await work({ url: running.url, password, nodeHome: join(folder.path, 'home/node') });
  } catch (error) {
    console.error(running.output());
    throw error;
  } finally {
    await running.stop();
    folder.remove();
  }
}
