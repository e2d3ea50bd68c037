import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callersOf } from './callers';
import { operationsOf } from './documents';
import { Estate } from './estate';
import { Leaks } from './leaks';
import { arrangement } from './operations';
import { type Panel, startPanel } from './panel';
import { People } from './people';
import { rowOf, rowsOf, tableOf } from './table';
import { type Stage, walk } from './walk';

const file = join(__dirname, 'access.md');
/** Once somebody has removed it, to have it made anew. */
const writes = !existsSync(file);
const expected = rowsOf(writes ? '' : readFileSync(file, 'utf8'));
const found = new Map<string, string>();
let panel: Panel;
let stage: Stage;

beforeAll(async () => {
  panel = await startPanel();
  const people = await People.begin(panel);
  const leaks = new Leaks([people.operatorId, people.resellerId]);
  const callers = await callersOf(people, leaks);
  const estate = new Estate(panel, people, leaks);
  await estate.furnish();
  stage = { panel, leaks, callers, estate };
}, 120_000);
afterAll(async () => {
  if (writes && stage) writeFileSync(file, tableOf(stage.callers, found));
  await panel?.close();
});

it('every operation of the schema is tried', () => {
  const tried = new Set(Object.keys(arrangement).map((name) => name.split(',')[0]));
  expect(operationsOf(panel.schema).filter((name) => !tried.has(name))).toEqual([]);
});

it('there is a table to compare with, and it speaks of nothing else', () => {
  expect([...expected.keys()]).toEqual(Object.keys(arrangement).sort());
});

it.each(Object.entries(arrangement))(
  '%s',
  async (name, arranged) => {
    const row = rowOf(name, await walk(stage, name, arranged));
    found.set(name, row);
    if (!writes) expect(row).toBe(expected.get(name));
  },
  60_000,
);
