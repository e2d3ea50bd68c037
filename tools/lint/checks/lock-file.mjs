import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, workspaceFolders } from '../workspaces.mjs';

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

export async function lockFile(home) {
  const lock = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8'));
  const manifests = Object.fromEntries(workspaceFolders(home).map((folder) => [folder, manifestOf(home, folder)]));
  const findings = lockFindings(lock, manifests);
  return { findings, note: `${Object.keys(lock.packages).length} packages` };
}

/**
 * What is wrong with a lock file that npm would only notice on another machine, or not at all.
 * @param {{ packages: Record<string, any> }} lock
 * @param {Record<string, any>} manifests package.json by folder, the home's under ''
 * @returns {string[]}
 */
export function lockFindings(lock, manifests) {
  return [
    ...incomplete(lock.packages),
    ...named(lock.packages),
    ...stale(lock.packages, manifests),
    ...loose(manifests),
  ];
}

/** npm writes a lock file without the platforms of packages that it could not see, and `npm ci` fails elsewhere. */
function incomplete(packages) {
  return Object.entries(packages).flatMap(([path, entry]) => {
    const missing = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !found(packages, path, name));
    return missing.map((name) => `${path || 'package.json'}: its optional dependency ${name} is not in the lock file`);
  });
}

/** As Node looks for a package: in the node_modules here, then in every folder above. */
function found(packages, path, name) {
  for (let place = path; ; place = place.slice(0, Math.max(place.lastIndexOf('/'), 0))) {
    if (!place.endsWith('node_modules') && packages[`${place && `${place}/`}node_modules/${name}`]) return true;
    if (!place) return false;
  }
}

/** A registry's host in the lock file binds everybody to one network. */
function named(packages) {
  return Object.entries(packages)
    .filter(([, entry]) => /^[a-z+]+:\/\//.test(entry.resolved ?? ''))
    .map(
      ([path, entry]) =>
        `${path} names ${new URL(entry.resolved).host || entry.resolved}: npm install --omit-lockfile-registry-resolved`,
    );
}

function stale(packages, manifests) {
  const findings = Object.entries(manifests).flatMap(([folder, manifest]) => {
    const locked = packages[folder];
    if (!locked) return [`${folder} is not in the lock file: npm install`];
    const differ = kinds.filter((kind) => !sameRecord(manifest[kind], locked[kind]));
    const version = manifest.version === locked.version ? [] : ['version'];
    return [...version, ...differ].map(
      (kind) => `${join(folder, 'package.json')}: ${kind} differ from the lock file: npm install`,
    );
  });
  const gone = Object.keys(packages).filter((path) => !path.includes('node_modules') && !manifests[path]);
  return [...findings, ...gone.map((path) => `${path} is in the lock file and not in the workspace: npm install`)];
}

function sameRecord(one = {}, other = {}) {
  const text = (record) => JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}

/** A range installs something else tomorrow. Peer dependencies are ranges by nature. */
function loose(manifests) {
  return Object.entries(manifests).flatMap(([folder, manifest]) =>
    kinds
      .filter((kind) => kind !== 'peerDependencies')
      .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${join(folder, 'package.json')}: ${name} is "${version}", not one exact version`),
  );
}
