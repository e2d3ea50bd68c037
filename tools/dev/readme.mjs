// Writes the settings table of README.md from the standalone's own list: node tools/dev/readme.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsAsMarkdown } from './settings.mjs';
import { workspaceRoot } from './workspace.mjs';

const file = join(workspaceRoot, 'README.md');
const [start, end] = ['<!-- settings: node tools/dev/readme.mjs -->', '<!-- /settings -->'];

const present = readFileSync(file, 'utf8');
const wanted = present.replace(
  new RegExp(`${start}[\\s\\S]*${end}`),
  () => `${start}\n\n${settingsAsMarkdown()}\n\n${end}`,
);

if (!process.argv.includes('--check')) writeFileSync(file, wanted);
else if (wanted !== present) {
  console.error('The settings table of README.md is out of date: node tools/dev/readme.mjs');
  process.exit(1);
}
