import { lockFindings } from './lock-file.mjs';

const manifest = { name: 'house', version: '0.1.0', dependencies: { nest: '1.0.0' } };
const packages = { '': manifest, 'node_modules/nest': { version: '1.0.0' } };

function findings(more: object, manifests: Record<string, object> = { '': manifest }): string[] {
  return lockFindings({ packages: { ...packages, ...more } }, manifests);
}

describe('the lock file', () => {
  it('is fine when it says what the manifests say', () => {
    expect(findings({})).toEqual([]);
  });

  it('holds every platform of a package', () => {
    const swc = { version: '1.0.0', optionalDependencies: { 'swc-linux': '1.0.0', 'swc-darwin': '1.0.0' } };
    expect(findings({ 'node_modules/swc': swc, 'node_modules/swc-linux': {} })).toEqual([
      expect.stringContaining('swc-darwin'),
    ]);
  });

  it('finds the platforms of a nested package beside it and above it', () => {
    const swc = { optionalDependencies: { a: '1', b: '1', c: '1' } };
    const places = { 'node_modules/x/node_modules/swc': swc, 'node_modules/x/node_modules/swc/node_modules/a': {} };
    expect(findings({ ...places, 'node_modules/x/node_modules/b': {}, 'node_modules/c': {} })).toEqual([]);
  });

  it('names no registry', () => {
    const resolved = 'https://registry.example/nest.tgz';
    expect(findings({ 'node_modules/nest': { resolved } })).toEqual([expect.stringContaining('registry.example')]);
  });

  it('may lead to a folder of the workspace', () => {
    expect(findings({ 'node_modules/@vortex/kit': { resolved: 'packages/kit', link: true } })).toEqual([]);
  });

  it('is in step with the manifests', () => {
    const changed = { ...manifest, dependencies: { nest: '1.0.1' } };
    expect(findings({}, { '': changed })).toEqual([expect.stringContaining('dependencies differ')]);
  });

  it('knows every package of the workspace', () => {
    expect(findings({}, { '': manifest, 'packages/kit': {} })).toEqual([
      expect.stringContaining('packages/kit is not'),
    ]);
  });

  it('knows no package that is gone', () => {
    expect(findings({ 'packages/gone': {} })).toEqual([expect.stringContaining('packages/gone is in the lock file')]);
  });

  it('pins one version, not a range', () => {
    const ranged = { ...manifest, dependencies: { nest: '^1.0.0' } };
    expect(findings({ '': ranged }, { '': ranged })).toEqual([expect.stringContaining('not one exact version')]);
  });
});
