// npm run test:images: builds every image and starts it, wherever there is something that can.
import '../dev/check-node.mjs';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { imagesOfOthers, readCompose } from '../compose/compose-file.mjs';
import { missingForCompose } from '../compose/needs.mjs';
import { ensureServerImages } from '../compose/servers.mjs';
import { ensureInstalled } from '../dev/install.mjs';
import { step } from '../dev/progress.mjs';
import { isOnPath } from '../dev/on-path.mjs';
import { reportAndExit, Stop } from '../dev/stop.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { readArguments } from '../process/arguments.mjs';
import { canMakeLocalBase, makeLocalBase, makeLocalGo } from './base-image.mjs';
import { findEngine } from './engine.mjs';
import { targets } from './targets.mjs';

const usage = `
npm run test:images -- [--exclude images|traefik|compose]

Builds the images of ${targets.join(', ')} with Docker, podman or buildah, starts each one as it would run in production
(an unprivileged user, a read-only file system, no capabilities) on real PostgreSQL, Redis and RabbitMQ, asks it how it
is, and stops it. Where the base image cannot be pulled, one is made from Debian's mirror and npm (as root, with
debootstrap). NODE_IMAGE and GO_IMAGE name other base images, VORTEX_IMAGE_ENGINE one of the three.
Then it runs the end-to-end suite behind the edge of docker-compose.yml (traefik, which takes Go), and over the compose
file as it stands (compose, which takes root, podman and podman-compose). What cannot run has failed, unless excluded.

  --exclude <name>   leaves that one out; may be repeated
`;

const { exclude: excluded = [] } = readArguments(usage, { exclude: { type: 'string', multiple: true } }).values;
const checks = { images: startAll, traefik: behindTraefik, compose: composed };
process.chdir(workspaceRoot);
await main().catch(reportAndExit);

async function main() {
  const unknown = excluded.find((name) => !(name in checks));
  if (unknown) throw new Stop(`There is no ${unknown} to exclude.`, `Choose among ${Object.keys(checks).join(', ')}.`);
  const engine = findEngine();
  if (!engine) {
    throw new Stop(
      'Neither Docker nor podman nor buildah answers, so no image was built.',
      'apt-get install podman, or start Docker.',
    );
  }
  await ensureInstalled();
  const base = await step(`Finding a base image for ${engine.name}`, () => baseImage(engine));
  const go = await step(`Finding Go for ${engine.name}`, () => goImage(engine, base));
  for (const target of targets)
    await step(`Building ${target}`, async () => engine.build(target, tagOf(target), { node: base, go }));
  const chosen = Object.entries(checks).filter(([name]) => !excluded.includes(name));
  const failures = chosen.map(([, check]) => check(engine, base)).filter((status) => status !== 0);
  if (excluded.length > 0) console.log(`excluded by name: ${excluded.join(', ')}`);
  if (engine.settings) rmSync(engine.settings, { force: true });
  process.exitCode = failures[0] ?? 0;
}

async function baseImage(engine) {
  const image = process.env.NODE_IMAGE ?? 'node:24-bookworm-slim';
  if (engine.hasImage(image) || engine.pull(image)) return image;
  if (process.env.NODE_IMAGE === undefined && canMakeLocalBase()) return makeLocalBase(engine);
  throw new Stop(
    `The base image ${image} cannot be pulled.`,
    'Name one that can (NODE_IMAGE=…), or be root on Debian with debootstrap installed.',
  );
}

async function goImage(engine, base) {
  const image = process.env.GO_IMAGE ?? 'golang:1.26-bookworm';
  if (engine.hasImage(image) || engine.pull(image)) return image;
  if (process.env.GO_IMAGE === undefined && isOnPath('go')) return makeLocalGo(engine, base);
  throw new Stop(`The image ${image} cannot be pulled.`, 'Name one that can (GO_IMAGE=…), or install Go 1.26.');
}

function tagOf(target) {
  return `vortexpanel/${target}`;
}

/** Containers share the network of whoever starts them; one of our own keeps the machine's firewall as it is. */
function startAll(engine) {
  const start = [process.execPath, join(workspaceRoot, 'tools/images/start.mjs'), JSON.stringify(engine)];
  const [program, ...args] = engine.ownsNetwork ? ['unshare', '--net', ...start] : start;
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  return status ?? 1;
}

/** docker-compose.yml as it stands, in a network and a process table of its own: nothing outlives it. */
function composed(engine, base) {
  if (engine.name !== 'podman' || !engine.ownsNetwork) {
    console.log('✖ docker-compose.yml was not started: that takes podman with podman-compose, as root');
    return 1;
  }
  const missing = missingForCompose();
  if (missing.length > 0) {
    console.log(`✖ docker-compose.yml was not started: apt-get install ${missing.join(' ')}`);
    return 1;
  }
  ensureServerImages(engine, base, imagesOfOthers(readCompose('docker-compose.yml')));
  const alone = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const up = [process.execPath, 'tools/compose/up.mjs', JSON.stringify(engine)];
  return spawnSync('unshare', [...alone, ...up], { stdio: 'inherit' }).status ?? 1;
}

/** The end-to-end suite through the edge of docker-compose.yml, which needs no engine. */
function behindTraefik() {
  return spawnSync(process.execPath, ['tools/traefik/run.mjs'], { stdio: 'inherit' }).status ?? 1;
}
