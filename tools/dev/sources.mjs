import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './workspace.mjs';

const rooms = ['apps/admin', 'packages', 'services', 'tools/prisma'];
const rootFiles = ['package-lock.json', 'nx.json', '.swcrc', 'tsconfig.base.json'];
/** Made by the build or of no interest to it. */
const passedOver =
  /^(node_modules|dist|out|\.next|generated|coverage|e2e|bench|next-env\.d\.ts)$|\.spec\.tsx?$|\.md$|\.tsbuildinfo$/;

/** What must be there to run, by project. */
export const outputs = {
  standalone: 'services/standalone/dist/main.js',
  'node-agent': 'services/node-agent/dist/main.js',
  admin: 'apps/admin/out/index.html',
  testing: 'packages/testing/dist/index.js',
};

/** Names, sizes and times of all sources: cheap to read, and a false alarm only costs a question to Nx. */
export function sourceFingerprint() {
  return fingerprint([...rooms.flatMap(filesBelow), ...rootFiles]);
}

/** The same of every project's output, so that a deleted or rebuilt one is noticed. */
export function outputFingerprint() {
  const folders = ['packages', 'services'].flatMap((room) =>
    readdirSync(join(workspaceRoot, room)).map((name) => `${room}/${name}/dist`),
  );
  return fingerprint([...folders, ...Object.values(outputs)]);
}

function filesBelow(folder) {
  if (!existsSync(join(workspaceRoot, folder))) return [];
  return readdirSync(join(workspaceRoot, folder), { withFileTypes: true })
    .filter((entry) => !passedOver.test(entry.name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() ? [path] : [];
    });
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const stats = statSync(join(workspaceRoot, path), { throwIfNoEntry: false });
    hash.update(`${path} ${stats?.size} ${stats?.mtimeMs}\n`);
  }
  return hash.digest('hex');
}
