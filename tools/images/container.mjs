import { execFileSync, spawnSync } from 'node:child_process';

const usualHealthCheck = ['node', '/healthcheck.mjs'];

/**
 * A container as production runs it: nobody's privileges, nothing to write but what is named.
 *
 * @param {{ command: string }} engine
 * @param {string} image
 * @param {{ environment: Record<string, string>, volumes?: readonly string[], healthCheck?: readonly string[] }} options
 */
export function startContainer(engine, image, { environment, volumes = [], healthCheck = usualHealthCheck }) {
  const engineDoes = (...args) =>
    execFileSync(engine.command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const id = engineDoes(
    ...['run', '--detach', '--network', 'host', '--no-healthcheck', '--read-only', '--tmpfs', '/tmp'],
    ...['--cap-drop', 'all', '--security-opt', 'no-new-privileges'],
    ...volumes.flatMap((volume) => ['--volume', volume]),
    ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    image,
  );
  const logs = () => {
    const { stdout, stderr } = spawnSync(engine.command, ['logs', id], { encoding: 'utf8' });
    return `${stdout}${stderr}`;
  };
  return {
    logs,
    user: () => engineDoes('exec', id, 'id', '-u'),
    /** What the image's own HEALTHCHECK says. */
    isHealthy: () => spawnSync(engine.command, ['exec', id, ...healthCheck], { stdio: 'ignore' }).status === 0,
    isRunning: () => engineDoes('inspect', id, '--format', '{{.State.Running}}') === 'true',
    /** @returns the exit code */
    stop: () => {
      spawnSync(engine.command, ['stop', '--time', '30', id], { stdio: 'ignore' });
      return Number(engineDoes('inspect', id, '--format', '{{.State.ExitCode}}'));
    },
    remove: () => spawnSync(engine.command, ['rm', '--force', '--volumes', id], { stdio: 'ignore' }),
  };
}
