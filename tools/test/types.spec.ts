import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { typeFindings } from '../typescript/types.mjs';

const home = mkdtempSync(join(tmpdir(), 'types-'));
afterAll(() => rmSync(home, { recursive: true }));

function write(path: string, text: string) {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

/** A project of that name, with these options. */
function project(name: string, text: string, options: object = {}) {
  const compilerOptions = { noEmit: true, strict: true, types: [], lib: ['es2023'], target: 'es2023', ...options };
  write(`${name}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ['src'] }));
  write(`${name}/src/index.ts`, text);
}

it('finds what is wrong in the project it is in, by the options of that one', () => {
  project('packages/whole', 'export const size: number = 1;');
  project('packages/broken', 'export const size: number = "large";');
  project(
    'services/user',
    'import { size } from "../../../packages/whole/src/index";\nexport const text: string = size;',
  );
  project('apps/window', 'export const title: string = document.title;', { lib: ['es2023', 'dom'] });
  project('tools/window', 'export const title: string = document.title;');
  const found = Object.fromEntries(typeFindings(home).map(({ project, findings }) => [project, findings.join('\n')]));
  expect(found).toEqual({
    'apps/window': '',
    'packages/broken': expect.stringMatching(/^packages\/broken\/src\/index.ts\(1,14\): error TS2322/),
    'packages/whole': '',
    'services/user': expect.stringMatching(/^services\/user\/src\/index.ts\(2,14\): error TS2322/),
    'tools/window': expect.stringMatching(/^tools\/window\/src\/index.ts\(1,30\): error TS2584/),
  });
});

it('finds an option that there is not', () => {
  project('packages/typo', 'export {};', { strictt: true });
  const typo = typeFindings(home).find(({ project }) => project === 'packages/typo');
  expect(typo?.findings).toEqual([expect.stringContaining("Unknown compiler option 'strictt'")]);
});
