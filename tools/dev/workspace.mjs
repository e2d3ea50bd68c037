import { join } from 'node:path';

export const workspaceRoot = join(import.meta.dirname, '../..');

/** The VPN engine, as it was built from the sources here. */
export const tunnelProgram = join(workspaceRoot, 'node_modules/.cache/vortexpanel/vortex-tunnel');

/** Nothing we start reports home, asks questions or leaves a daemon behind. */
export const quietEnvironment = {
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  FORCE_COLOR: '0',
};
