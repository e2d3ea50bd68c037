import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayImport } from './boundaries.mjs';
import { brokenRules } from './test/lint';

const home = join(__dirname, '../..');
const rule = '@nx/enforce-module-boundaries';
const importing = (name: string) => `import * as other from '${name}';\nexport default other;\n`;

jest.setTimeout(180_000);

const walls = [
  { what: 'a service from another service', path: 'services/auth/src/file.mjs', name: '@vortex/core' },
  { what: 'a composition root from a service', path: 'services/auth/src/file.mjs', name: '@vortex/standalone' },
  { what: 'an SDK from a service', path: 'services/auth/src/file.mjs', name: '@vortex/sdk' },
  { what: 'a service from a package', path: 'packages/kit/src/file.mjs', name: '@vortex/auth' },
  { what: 'the kit from a package below it', path: 'packages/messaging/src/file.mjs', name: '@vortex/kit' },
  { what: 'the harness from anything but tests', path: 'services/auth/src/file.mjs', name: '@vortex/testing' },
  { what: 'the kit from an app', path: 'apps/admin/src/file.mjs', name: '@vortex/kit' },
  { what: 'a service by a path', path: 'services/auth/src/file.mjs', name: '../../core/src/index' },
];
const doors = [
  { what: 'a service, the kit', path: 'services/auth/src/file.mjs', name: '@vortex/kit' },
  { what: 'a service, the contracts', path: 'services/core/src/file.mjs', name: '@vortex/contracts/auth' },
  { what: 'a test, the harness', path: 'packages/cache/test/outage.spec.ts', name: '@vortex/testing' },
  { what: 'the composition root, services', path: 'services/standalone/src/file.mjs', name: '@vortex/auth' },
  { what: 'an app, the SDK', path: 'apps/admin/src/file.mjs', name: '@vortex/sdk' },
];

// A rule that finds nothing proves nothing: each wall is run into once.
describe('boundaries between projects', () => {
  const broken = new Map<string, string[] | undefined>();
  beforeAll(() => {
    const all = [...walls, ...doors];
    const found = brokenRules(all.map(({ path, name }) => ({ path, text: importing(name) })));
    for (const [n, { what }] of all.entries()) broken.set(what, found[n]);
  });

  it.each(walls)('keep $what', ({ what }) => {
    expect(broken.get(what)).toEqual([rule]);
  });

  it.each(doors)('give $what', ({ what }) => {
    expect(broken.get(what)).not.toContain(rule);
  });
});

describe('every project', () => {
  const projects = ['apps', 'services', 'packages', 'plugins', 'tools'].flatMap((room) =>
    foldersIn(room).map((name) => `${room}/${name}`),
  );

  it.each(projects)('%s says what type it is', (folder) => {
    const types = tagsOf(folder).filter((tag) => tag.startsWith('type:'));
    expect(types).toHaveLength(1);
    expect(Object.keys(mayImport)).toContain(types[0]);
  });

  it('is in the scope it is named for when it is a service', () => {
    for (const folder of projects.filter((path) => tagsOf(path).includes('type:service'))) {
      expect(tagsOf(folder)).toContain(`scope:${folder.split('/')[1]}`);
    }
  });
});

function foldersIn(room: string): string[] {
  return readdirSync(join(home, room), { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => item.name)
    .filter((name) => read(`${room}/${name}/package.json`) ?? read(`${room}/${name}/project.json`));
}

function tagsOf(folder: string): string[] {
  const project = JSON.parse(read(`${folder}/project.json`) ?? '{}') as { tags?: string[] };
  const manifest = JSON.parse(read(`${folder}/package.json`) ?? '{}') as { nx?: { tags?: string[] } };
  return [...(project.tags ?? []), ...(manifest.nx?.tags ?? [])];
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(home, path), 'utf8');
  } catch {
    return undefined;
  }
}
