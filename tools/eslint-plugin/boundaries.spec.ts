import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayImport } from './boundaries.mjs';
import { brokenRules } from './test/lint';

const home = join(__dirname, '../..');
const rule = '@nx/enforce-module-boundaries';
const importing = (name: string) => `import * as other from '${name}';\nexport default other;\n`;

// A rule that finds nothing proves nothing: each wall is run into once.
describe('boundaries between projects', () => {
  it.each([
    ['a service from another service', 'services/auth/src/file.mjs', '@vortex/core'],
    ['a composition root from a service', 'services/auth/src/file.mjs', '@vortex/standalone'],
    ['an SDK from a service', 'services/auth/src/file.mjs', '@vortex/sdk'],
    ['a service from a package', 'packages/kit/src/file.mjs', '@vortex/auth'],
    ['the kit from a package below it', 'packages/messaging/src/file.mjs', '@vortex/kit'],
    ['the harness from anything but tests', 'services/auth/src/file.mjs', '@vortex/testing'],
    ['the kit from an app', 'apps/admin/src/file.mjs', '@vortex/kit'],
    ['a service by a path', 'services/auth/src/file.mjs', '../../core/src/index'],
  ])('keep %s', (_, path, name) => {
    expect(brokenRules(path, importing(name))).toEqual([rule]);
  });

  it.each([
    ['a service, the kit', 'services/auth/src/file.mjs', '@vortex/kit'],
    ['a service, the contracts', 'services/core/src/file.mjs', '@vortex/contracts/auth'],
    ['a test, the harness', 'services/auth/test/file.ts', '@vortex/testing'],
    ['the composition root, services', 'services/standalone/src/file.mjs', '@vortex/auth'],
    ['an app, the SDK', 'apps/admin/src/file.mjs', '@vortex/sdk'],
  ])('give %s', (_, path, name) => {
    expect(brokenRules(path, importing(name))).not.toContain(rule);
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
