// A base image without a registry: Debian from its package mirror, Node.js from its npm package.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const release = 'bookworm';
const nodeMajor = 24;
const architecture = { x64: 'x64', arm64: 'arm64' }[process.arch];
const localBase = `localhost/vortexpanel-node:${nodeMajor}-${release}`;
const localGo = `localhost/vortexpanel-go:${release}`;

export function canMakeLocalBase() {
  const { status } = spawnSync('debootstrap', ['--version'], { stdio: 'ignore' });
  return status === 0 && process.getuid?.() === 0 && architecture !== undefined;
}

/** @param {import('./engine.mjs').Engine} engine */
export function makeLocalBase(engine) {
  if (engine.hasImage(localBase)) return localBase;
  const workshop = mkdtempSync(join(tmpdir(), 'base-image-'));
  try {
    const root = join(workshop, 'root');
    run('debootstrap', ['--variant=minbase', '--include=ca-certificates', release, root, mirror()]);
    for (const folder of ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/man', 'usr/share/locale']) {
      rmSync(join(root, folder), { recursive: true, force: true });
      mkdirSync(join(root, folder));
    }
    addPackage(workshop, `node-linux-${architecture}@${nodeMajor}`, (unpacked) => {
      cpSync(join(unpacked, 'bin/node'), join(root, 'usr/local/bin/node'));
    });
    addPackage(workshop, 'npm@11', (unpacked) => {
      cpSync(unpacked, join(root, 'usr/local/lib/node_modules/npm'), { recursive: true });
      symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'));
    });
    engine.importRoot(root, localBase);
    return localBase;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/**
 * The same with the Go of this machine.
 *
 * @param {import('./engine.mjs').Engine} engine @param {string} base
 */
export function makeLocalGo(engine, base) {
  if (engine.hasImage(localGo)) return localGo;
  const workshop = mkdtempSync(join(tmpdir(), 'go-image-'));
  try {
    const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    cpSync(root, join(workshop, 'go'), { recursive: true });
    const lines = [`FROM ${base}`, 'COPY go /usr/local/go', 'ENV PATH=/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin'];
    writeFileSync(join(workshop, 'Dockerfile'), lines.join('\n'));
    engine.make(workshop, localGo);
    return localGo;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Where this machine itself gets its packages from. */
function mirror() {
  const folder = '/etc/apt/sources.list.d';
  const files = ['/etc/apt/sources.list', ...readdirSync(folder).map((name) => join(folder, name))];
  for (const file of files) {
    const text = readText(file);
    const found = /^URIs:\s*(\S+)/m.exec(text) ?? /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/m.exec(text);
    if (found) return found[1];
  }
  throw new Error('no package mirror in /etc/apt');
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function addPackage(workshop, name, use) {
  const folder = mkdtempSync(join(workshop, 'package-'));
  run('npm', ['pack', '--silent', name, '--pack-destination', folder]);
  const [archive] = readdirSync(folder);
  run('tar', ['-xzf', join(folder, archive), '-C', folder]);
  use(join(folder, 'package'));
}

function run(command, args) {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
