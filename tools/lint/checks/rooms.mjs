import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayImport } from '../../eslint-plugin/boundaries.mjs';

const houses = ['apps', 'services', 'packages', 'plugins', 'tools'];
const marks = ['project.json', 'package.json', 'go.mod'];

/** The map of README.md and the tables of docs/architecture.md name what is there, with its tag, and nothing else. */
export async function rooms(home) {
  const found = roomsOf(home);
  const read = (path) => readFileSync(join(home, path), 'utf8');
  const findings = [
    ...mapFindings(read('README.md'), found),
    ...tableFindings(read('docs/architecture.md'), found),
    ...importFindings(read('docs/architecture.md')),
  ];
  return { findings, note: `${Object.keys(found).length} rooms` };
}

/** @returns {Record<string, string | undefined>} the type of each project by its folder; of a folder of scripts nothing */
function roomsOf(home) {
  return Object.fromEntries(
    houses
      .flatMap((house) => foldersIn(home, house).map((name) => `${house}/${name}`))
      .filter((room) => room.startsWith('tools/') || marks.some((mark) => existsSync(join(home, room, mark))))
      .map((room) => [room, typeOf(join(home, room, 'project.json'))]),
  );
}

/** Tools have a table of their own: whoever comes for the first time does not need twenty of them. */
export function mapFindings(readme, found) {
  const named = new Set(
    [...readme.matchAll(/^((?:apps|services|packages|plugins)\/[\w-]+) {2,}\S/gm)].map(([, room]) => room),
  );
  const wanted = Object.keys(found).filter((room) => !room.startsWith('tools/'));
  return [
    ...wanted.filter((room) => !named.has(room)).map((room) => `README.md: its map of rooms does not name ${room}`),
    ...[...named].filter((room) => !(room in found)).map((room) => `README.md: there is no ${room}`),
  ];
}

export function tableFindings(page, found) {
  const rows = new Map(
    rowsOf(page)
      .filter(([first]) => first.includes('/'))
      .map(([room, , tag]) => [room, tag]),
  );
  return [
    ...Object.entries(found).flatMap(([room, type]) => {
      if (!rows.has(room)) return [`docs/architecture.md: no table names ${room}`];
      const told = rows.get(room);
      return type && type !== 'type:tool' && told !== type
        ? [`docs/architecture.md: ${room} is ${type}, not ${told}`]
        : [];
    }),
    ...[...rows.keys()]
      .filter((room) => houses.includes(room.split('/')[0]) && !(room in found))
      .map((room) => `docs/architecture.md: there is no ${room}`),
  ];
}

/**
 * The table says of each tag what the lint rule lets it import.
 *
 * @param {string} page
 * @param {Readonly<Record<string, readonly string[]>>} rules
 */
export function importFindings(page, rules = mayImport) {
  const told = new Map(rowsOf(page).filter(([tag]) => tag.startsWith('type:')));
  return Object.entries(rules)
    .map(([tag, allowed]) => [tag, allowed.map((other) => other.replace('type:', '')).join(', ') || 'nothing'])
    .map(([tag, allowed]) => [tag, allowed === '*' ? 'anything' : allowed])
    .filter(([tag, allowed]) => told.get(tag) !== allowed)
    .map(([tag, allowed]) => `docs/architecture.md: ${tag} may import ${allowed}, not ${told.get(tag) ?? '(no row)'}`);
}

/** Cells of all rows of all tables, without their backquotes. */
function rowsOf(page) {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

function typeOf(path) {
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')).tags?.find((tag) => tag.startsWith('type:'));
}

function foldersIn(home, house) {
  return readdirSync(join(home, house), { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => item.name);
}
