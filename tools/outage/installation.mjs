import { join } from 'node:path';
import { databaseOf, restore } from '../restore/installation.mjs';
import { freePort } from '../shapes/places.mjs';
import { startStandalone } from '../shapes/standalone-shape.mjs';

/**
 * The panel as one process with a database of its own, which can be set back to an archive.
 *
 * @param {readonly string[]} [program] another standalone than the one that is built here
 */
export async function startInstallation(folder, password, program = undefined) {
  const home = join(folder, 'home');
  const agentPort = await freePort();
  const environment = {
    VORTEX_OWNER_PASSWORD: password,
    VORTEX_PORT: String(await freePort()),
    VORTEX_LOCAL_NODE: 'off',
    VORTEX_AGENT_HOST: '127.0.0.1',
    VORTEX_AGENT_PORT: String(agentPort),
    VORTEX_LOG_LEVEL: 'warn',
  };
  let running = await startStandalone(home, environment, program);
  return {
    home,
    url: running.url,
    agentPort,
    nodesDatabase: databaseOf(home, 'vortex_nodes'),
    pid: () => running.child.pid,
    isWell: async () => undefined, // or it would not have started
    output: () => running.output().slice(-6_000),
    /** Nothing of it runs until it goes on: with another program, where one is named. */
    halt: () => running.stop(),
    async goOn(next = program) {
      running = await startStandalone(home, environment, next);
    },
    async setBackTo(archive) {
      await this.halt();
      const { code, output } = await restore([archive, '--home', home, '--yes']);
      if (code !== 0) throw new Error(output);
      await this.goOn();
    },
    stop: () => running.stop(),
  };
}
