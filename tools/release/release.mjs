import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { tunnelProgram, workspaceRoot } from '../dev/workspace.mjs';

/** Where the panel of this checkout finds it. */
export const agentRelease = join(workspaceRoot, 'node_modules/.cache/vortexpanel/agent-release');

const machine = { x64: 'x86_64', arm64: 'aarch64' }[process.arch];
const installer = join(workspaceRoot, 'services/node-agent/install/agent.sh');
/** What any Linux with glibc and a C++ program has. */
const everywhere =
  /^\s*(\/lib\S*\/)?(linux-vdso|ld-linux\S*|libdl|libstdc\+\+|libm|libgcc_s|libpthread|librt|libc|libatomic)[.-]/;

/**
 * Puts into a folder what a server needs to become a node: the installer, the agent, an engine and a Node.js for machines
 * like this one, and their SHA-256. Made from what is built; left alone where that has not changed.
 *
 * @returns the folder
 */
export function makeAgentRelease(folder = agentRelease, engine = tunnelProgram) {
  const made = join(folder, '.made-of');
  const of = [process.execPath, engine, installer, ...filesBelow('services/node-agent/dist'), ...contracts()];
  const stamp = of.map((file) => `${file} ${statSync(file).size} ${statSync(file).mtimeMs}`).join('\n');
  if (existsSync(made) && readFileSync(made, 'utf8') === stamp) return folder;
  if (existsSync(folder) && !existsSync(made) && readdirSync(folder).length > 0)
    throw new Error(`${folder} has something else in it`);
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  try {
    packAgent(draft);
    place(engine, draft, `vortex-tunnel-${machine}`);
    place(installer, draft, 'agent.sh');
    if (runsElsewhere(process.execPath)) place(process.execPath, draft, `node-${machine}`);
    const sums = readdirSync(draft)
      .sort()
      .map((name) => `${sha256(join(draft, name))}  ${name}\n`);
    writeFileSync(join(draft, 'SHA256SUMS'), sums.join(''));
    writeFileSync(join(draft, '.made-of'), stamp);
    chmodSync(draft, 0o755);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** The agent and what it depends on, as an image has it. */
function packAgent(draft) {
  const files = join(draft, 'agent');
  execFileSync(process.execPath, ['infrastructure/docker/assemble.mjs', 'services/node-agent', files], {
    cwd: workspaceRoot,
  });
  const owner = ['--owner=0', '--group=0', '--sort=name'];
  execFileSync('tar', [...owner, '-czf', join(draft, 'agent.tar.gz'), '-C', files, '.']);
  rmSync(files, { recursive: true });
}

function place(file, folder, name) {
  copyFileSync(file, join(folder, name));
  chmodSync(join(folder, name), 0o755);
}

/** Debian's own Node.js has half of itself in libraries. */
function runsElsewhere(program) {
  try {
    const libraries = execFileSync('ldd', [program], { encoding: 'utf8' }).trim().split('\n');
    return libraries.every((line) => everywhere.test(line));
  } catch {
    return false;
  }
}

function contracts() {
  return filesBelow('packages/contracts/dist');
}

function filesBelow(folder) {
  return readdirSync(join(workspaceRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => join(workspaceRoot, folder, name));
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
