import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { workspaceRoot } from './workspace.mjs';

/** The standalone's own list: one definition for it, for --help and for the README. */
const definitions = JSON.parse(readFileSync(join(workspaceRoot, 'services/standalone/settings.json'), 'utf8'));

export const home = resolve(process.env.VORTEX_HOME || defaultOf('VORTEX_HOME'));
export const host = process.env.VORTEX_HOST || defaultOf('VORTEX_HOST');
export const port = Number(process.env.VORTEX_PORT || defaultOf('VORTEX_PORT'));

export function settingsAsText() {
  return definitions
    .map(({ name, text, default: value }) => `  ${name}\n${wrapped(text)}${value && `\n      Default: ${value}`}`)
    .join('\n');
}

/** The table in README.md, its columns aligned as Prettier aligns them. */
export function settingsAsMarkdown() {
  const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  const rows = [
    ['setting', 'default', 'what it is'],
    ...definitions.map(({ name, text, default: value }) => [`\`${name}\``, cell(value), cell(text)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`;
  const [head, ...body] = rows.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

function wrapped(text) {
  return text.replace(/(?=\S)(.{1,92})(?:\s+|$)/g, '      $1\n').trimEnd();
}

function defaultOf(name) {
  return definitions.find((definition) => definition.name === name).default;
}
