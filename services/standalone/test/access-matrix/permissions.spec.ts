import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Panel, startPanel } from './panel';
import { People } from './people';

const sources = join(__dirname, '../../../core/src');
let panel: Panel;
beforeAll(async () => {
  panel = await startPanel();
}, 120_000);
afterAll(() => panel?.close());

/** The permissions that core's fields, files and operations ask for, with where each is asked for. */
function askedFor(): ReadonlyMap<string, string> {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  const asked = new Map<string, string>();
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.includes('.spec.'))) {
    const text = readFileSync(join(sources, file), 'utf8');
    for (const [, name] of text.matchAll(/(?:@Permission|\bauthorize)\(\s*'([^']*)'/g)) asked.set(name ?? '', file);
  }
  return asked;
}

it('whatever core asks for can be given to a role', async () => {
  const { owner } = await People.begin(panel);
  const known = await panel.get<{ name: string }[]>(owner, '{ permissions { name } }');
  const names = new Set(known.map(({ name }) => name));
  const asked = askedFor();
  expect(asked.size).toBeGreaterThan(20);
  expect([...asked].filter(([name]) => !names.has(name))).toEqual([]);
});
