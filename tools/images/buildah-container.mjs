import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isAlive, processTree } from '../shapes/memory.mjs';

const isolated = ['run', '--isolation', 'chroot', '--cap-drop', 'all'];

/** As container.mjs, where there is only podman's builder: it runs a program in the image, but keeps no containers. */
export function startBuildahContainer(
  image,
  { environment, volumes = [], healthCheck = ['node', '/healthcheck.mjs'] },
) {
  const buildah = (...args) => execFileSync('buildah', args, { encoding: 'utf8' }).trim();
  const id = buildah('from', '--quiet', image);
  const { Cmd: program } = JSON.parse(buildah('inspect', '--type', 'image', image)).OCIv1.config;
  const settings = Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const mounts = volumes.flatMap((volume) => ['--volume', volume]);
  const child = spawn('buildah', [...isolated, ...settings, ...mounts, id, '--', ...program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = new Promise((done) => child.once('close', (code, signal) => done(code ?? signal)));
  const inside = (...args) =>
    spawnSync('buildah', [...isolated, ...settings, ...mounts, id, '--', ...args], { encoding: 'utf8' });
  return {
    logs: () => output,
    user: () => inside('id', '-u').stdout.trim(),
    isHealthy: () => inside(...healthCheck).status === 0,
    isRunning: () => isAlive(child.pid),
    async stop() {
      // Buildah keeps signals to itself; the program is the first below it that is not buildah.
      const [, ...below] = processTree([child.pid]);
      const programPid = below.find((pid) => nameOf(pid) === program[0]);
      if (programPid) process.kill(programPid, 'SIGTERM');
      return ended;
    },
    remove: () => spawnSync('buildah', ['rm', id], { stdio: 'ignore' }),
  };
}

/** The program a process runs, without its folder. */
function nameOf(pid) {
  return basename(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]);
}
