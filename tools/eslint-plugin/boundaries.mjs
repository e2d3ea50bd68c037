// The table "who may import whom" of docs/architecture.md, as @nx/enforce-module-boundaries reads it.

/** Which tags a project of each type may depend on. */
export const mayImport = {
  'type:app': ['type:sdk', 'type:ui', 'type:util'],
  'type:service': ['type:contracts', 'type:kit', 'type:messaging', 'type:database', 'type:cache', 'type:plugin-api'],
  'type:composition': ['type:service', 'type:kit', 'type:messaging', 'type:database', 'type:util'],
  'type:contracts': [],
  'type:util': [],
  'type:database': ['type:contracts', 'type:util'],
  'type:messaging': ['type:database', 'type:contracts', 'type:util'],
  'type:cache': ['type:util'],
  'type:kit': ['type:messaging', 'type:database', 'type:cache', 'type:contracts', 'type:util'],
  'type:testing': ['type:kit', 'type:messaging', 'type:database', 'type:cache', 'type:contracts', 'type:util'],
  'type:sdk': ['type:util'],
  'type:ui': ['type:util'],
  'type:plugin-api': ['type:util'],
  'type:plugin': ['type:plugin-api', 'type:util'],
  // Tools stand outside the house and work on it.
  'type:tool': ['*'],
};

/** What tests may use beside what their project may. */
const testsMayImport = ['type:testing'];

export function moduleBoundaries({ tests }) {
  const depConstraints = Object.entries(mayImport).map(([sourceTag, allowed]) => ({
    sourceTag,
    onlyDependOnLibsWithTags: tests && !allowed.includes('*') ? [...allowed, ...testsMayImport] : allowed,
  }));
  return [
    'error',
    {
      depConstraints,
      // A package's tests use the harness, and the harness uses the package. Source cycles are dependency-cruiser's.
      ignoredCircularDependencies: ['kit', 'messaging', 'database', 'cache', 'contracts', 'edge'].map((name) => [
        'testing',
        name,
      ]),
      enforceBuildableLibDependency: false,
      allow: [],
    },
  ];
}
