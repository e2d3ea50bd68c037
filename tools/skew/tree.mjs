import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../dev/progress.mjs';
import { Stop } from '../dev/stop.mjs';
import { quietEnvironment, tunnelProgram, workspaceRoot } from '../dev/workspace.mjs';

const trees = join(workspaceRoot, 'node_modules/.cache/vortexpanel/skew');
const agentProtocol = [
  'packages/contracts/proto/vortex/nodes/v1/agent.proto',
  'packages/contracts/proto/vortex/tunnel',
];

/** What a panel and a node are started from. */
function treeAt(root, engine) {
  return {
    panel: join(root, 'services/standalone/dist/main.js'),
    agent: join(root, 'services/node-agent/dist/main.js'),
    engine,
  };
}

export const thisTree = () => treeAt(workspaceRoot, process.env.VORTEX_TUNNEL ?? tunnelProgram);

/** The last release; while there is none, the last commit before what agents and engines are told was changed. */
export function usualRef() {
  const tag = attempt('describe', '--tags', '--abbrev=0', 'HEAD^');
  if (tag) return tag;
  const changed = attempt('log', '-1', '--first-parent', '--format=%H', '--', ...agentProtocol);
  if (!changed) throw new Stop('Nothing has changed yet that agents and panels agree on.', 'Name a commit: --ref');
  return `${changed}^`;
}

/** Checks a commit out beside this tree, and builds panel, agent and engine of it: once, it is kept. */
export async function otherTree(ref) {
  const commit = attempt('rev-parse', '--verify', `${ref}^{commit}`);
  if (!commit) throw new Stop(`${ref} is no commit here.`, 'git fetch --unshallow, or name another one: --ref');
  const root = join(trees, commit);
  const engine = join(root, 'vortex-tunnel');
  const built = join(root, '.built');
  if (!existsSync(built)) {
    await step(`Checking out ${commit.slice(0, 12)}`, () => checkOut(commit, root));
    await step('Installing', () => install(root));
    await step('Building', () => build(root));
    await step('Building its engine', () => buildEngine(root, engine));
    writeFileSync(built, '');
  }
  return { commit, ...treeAt(root, engine) };
}

/** Without git knowing of it: nothing of it can be committed or forgotten. */
function checkOut(commit, root) {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  execFileSync('sh', ['-c', `git archive ${commit} | tar -x -C '${root}'`], { cwd: workspaceRoot });
}

/** The packages of this tree, where the other one wants the same. */
async function install(root) {
  if (read(root, 'package-lock.json') !== read(workspaceRoot, 'package-lock.json'))
    return run(root, 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  const folders = execFileSync('git', ['ls-files', '**/package.json'], { cwd: workspaceRoot, encoding: 'utf8' })
    .split('\n')
    .map((file) => join(file, '../node_modules'));
  for (const folder of ['node_modules', ...folders])
    if (existsSync(join(workspaceRoot, folder)))
      execFileSync(
        'sh',
        ['-c', `tar -c --exclude=./.cache --exclude='./.vortex-*' . | tar -x -C '${made(root, folder)}'`],
        {
          cwd: join(workspaceRoot, folder),
        },
      );
}

function made(root, folder) {
  mkdirSync(join(root, folder), { recursive: true });
  return join(root, folder);
}

function build(root) {
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  return run(root, process.execPath, [nx, 'run-many', '-t', 'build', '-p', 'standalone,node-agent', '--skip-nx-cache']);
}

function buildEngine(root, engine) {
  const { version } = JSON.parse(read(root, 'package.json'));
  const flags = `-s -w -X main.version=${version}`;
  const args = ['build', '-C', join(root, 'services/tunnel'), '-trimpath', '-ldflags', flags, '-o', engine];
  return run(root, 'go', [...args, './cmd/vortex-tunnel'], { CGO_ENABLED: '0' });
}

function run(cwd, command, args, more = {}) {
  try {
    execFileSync(command, args, { cwd, env: { ...process.env, ...quietEnvironment, ...more }, stdio: 'pipe' });
  } catch (error) {
    throw new Stop(`${command} failed in ${cwd}.`, 'The output below says why.', `${error.stdout}${error.stderr}`);
  }
}

function read(root, file) {
  return readFileSync(join(root, file), 'utf8');
}

/** What git says; undefined where it has nothing to say. */
function attempt(...args) {
  try {
    const said = execFileSync('git', args, {
      cwd: workspaceRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return said.trim() || undefined;
  } catch {
    return undefined;
  }
}
