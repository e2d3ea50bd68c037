// Writes the files under infrastructure/ that are made of the route table, for the prefix of links that VORTEX_LINK_PREFIX names.
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { renderedFiles } = createRequire(import.meta.url)('./dist/index.js');
const workspaceRoot = join(import.meta.dirname, '../..');

for (const { path, content } of renderedFiles(process.env.VORTEX_LINK_PREFIX || undefined)) {
  const file = join(workspaceRoot, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  console.log(path);
}
