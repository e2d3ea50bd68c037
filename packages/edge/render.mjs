// Writes the committed files under infrastructure/ that are made of the route table.
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { renderedFiles } = createRequire(import.meta.url)('./dist/index.js');
const workspaceRoot = join(import.meta.dirname, '../..');

for (const { path, content } of renderedFiles()) {
  const file = join(workspaceRoot, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  console.log(path);
}
