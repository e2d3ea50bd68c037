// What can build and run images here, behind one face.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasNetwork } from '../compose/needs.mjs';

/**
 * @typedef {object} Engine
 * @property {string} name
 * @property {boolean} ownsNetwork whether to run it in a network of its own
 * @property {(image: string) => boolean} hasImage
 * @property {(image: string) => boolean} pull
 * @property {(root: string, image: string) => void} importRoot
 * @property {(target: string, image: string, bases: { node: string, go: string }) => void} build
 * @property {(folder: string, image: string) => void} make of a folder with a Dockerfile
 * @property {string} command
 * @property {string} [settings] a file only this run uses
 */

/** Only root's engine would change the network of the machine, and only root can make one. */
const isRoot = process.getuid?.() === 0;

/** Without isolation there is no network to set up, and the machine's firewall stays as it is. */
const unisolated = ['--isolation', 'chroot', '--network', 'host', '--format', 'docker', '--layers'];

/** Docker, podman or its builder: the first one that answers, or the one VORTEX_IMAGE_ENGINE names. */
export function findEngine() {
  const engines = { docker, podman, buildah };
  const wanted = process.env.VORTEX_IMAGE_ENGINE;
  const name = Object.keys(engines).find((each) => (wanted ?? each) === each && answers(each, ['info']));
  return name && engines[name]();
}

function docker() {
  return {
    name: 'docker',
    ownsNetwork: false,
    command: 'docker',
    ...common('docker'),
    importRoot: (root, image) => pipeInto(`tar -C '${root}' -c . | docker import - '${image}'`),
    build: (target, image, bases) =>
      execute('docker', ['build', ...buildArguments(target, image, bases), ...registrySecrets(), '.'], {
        DOCKER_BUILDKIT: '1',
      }),
    make: (folder, image) => execute('docker', ['build', '--tag', image, folder]),
  };
}

/** Settings of our own, so that it works without systemd and leaves the machine's as they are. */
function podman() {
  const settings = join(mkdtempSync(join(tmpdir(), 'podman-')), 'containers.conf');
  writeFileSync(
    settings,
    [
      '[containers]',
      'default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]',
      '[engine]',
      `runtime = "${answers('runc', ['--version']) ? 'runc' : 'crun'}"`,
      'cgroup_manager = "cgroupfs"',
      'events_logger = "file"',
      // Podman goes on with the network it was first used with, whatever has been installed since.
      ...(hasNetwork() ? ['[network]', 'network_backend = "netavark"'] : []),
    ].join('\n'),
  );
  process.env.CONTAINERS_CONF = settings;
  return {
    name: 'podman',
    ownsNetwork: isRoot,
    command: 'podman',
    settings,
    ...common('podman'),
    importRoot: (root, image) => pipeInto(`tar -C '${root}' -c . | podman import --quiet - '${image}'`),
    build: (target, image, bases) =>
      execute('podman', ['build', ...unisolated, ...buildArguments(target, image, bases), ...registrySecrets(), '.']),
    make: (folder, image) => execute('podman', ['build', ...unisolated, '--tag', image, folder]),
  };
}

function buildah() {
  return {
    name: 'buildah',
    ownsNetwork: isRoot,
    command: 'buildah',
    ...common('buildah', ['inspect', '--type', 'image']),
    importRoot: (root, image) =>
      pipeInto(
        `c=$(buildah from scratch) && buildah add -q $c '${root}' / && buildah commit -q $c '${image}' && buildah rm $c`,
      ),
    build: (target, image, bases) =>
      execute('buildah', ['bud', ...unisolated, ...buildArguments(target, image, bases), ...registrySecrets(), '.']),
    make: (folder, image) => execute('buildah', ['bud', ...unisolated, '--tag', image, folder]),
  };
}

function common(command, inspect = ['image', 'inspect']) {
  return {
    hasImage: (image) => answers(command, [...inspect, image]),
    pull: (image) => answers(command, ['pull', '--quiet', image], 120_000),
  };
}

function buildArguments(target, image, { node, go }) {
  return [
    '--file',
    'infrastructure/docker/Dockerfile',
    '--target',
    target,
    '--tag',
    image,
    '--build-arg',
    `NODE_IMAGE=${node}`,
    '--build-arg',
    `GO_IMAGE=${go}`,
  ];
}

/** How this machine reaches its registries of packages, and whom it trusts; no layer keeps either. */
function registrySecrets() {
  const files = {
    npmrc: process.env.NPM_CONFIG_USERCONFIG ?? join(homedir(), '.npmrc'),
    ca: process.env.NODE_EXTRA_CA_CERTS ?? '/etc/ssl/certs/ca-certificates.crt',
    goenv: goEnvironment(),
  };
  return Object.entries(files).flatMap(([id, file]) => (existsSync(file) ? ['--secret', `id=${id},src=${file}`] : []));
}

/** Where Go keeps what was set with `go env -w`. */
function goEnvironment() {
  const { stdout } = spawnSync('go', ['env', 'GOENV'], { encoding: 'utf8' });
  return stdout?.trim() || '/nowhere';
}

function answers(command, args, timeout = 30_000) {
  return spawnSync(command, args, { stdio: 'ignore', timeout }).status === 0;
}

function execute(command, args, environment = {}) {
  execFileSync(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
}

function pipeInto(command) {
  execFileSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] });
}
