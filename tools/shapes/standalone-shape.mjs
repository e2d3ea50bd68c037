import { startChild } from './child.mjs';
import { answers, freePort } from './places.mjs';

/** As its image and `npm start` do. */
const asStarted = ['--max-semi-space-size=32', 'services/standalone/dist/main.js'];

/**
 * Starts the standalone as it was built, and waits until everything answers.
 *
 * @param {string} home
 * @param {Record<string, string>} environment more settings
 * @param {readonly string[]} program what to run: the built standalone, or what starts it
 */
export async function startStandalone(home, environment = {}, program = asStarted) {
  const port = Number(environment.VORTEX_PORT ?? (await freePort()));
  const startedAt = performance.now();
  const child = startChild(program, {
    VORTEX_HOME: home,
    VORTEX_PORT: String(port),
    ...environment,
  });
  await child.prints(/is running/);
  const url = `http://localhost:${port}`;
  await answers(`${url}/readyz`, child);
  return {
    name: 'standalone',
    url,
    port,
    child,
    startMs: performance.now() - startedAt,
    /** What it printed; undefined after the first start. */
    password: /Password +(\S+)/.exec(child.output())?.[1],
    output: () => child.output(),
    pids: () => [child.pid],
    async stop() {
      child.signal('SIGTERM');
      return child.ended;
    },
  };
}
