const { join } = require('node:path');

// Inside a service: resolver / rpc / consumer → service → repository → pure domain. Patterns match anywhere in a path, so
// that tools/layers can try every rule on a small service of its own.
const service = '(?:^|/)services/(?!standalone/)[^/]+/src/';
const role = (names) => `${service}.*\\.(?:${names})\\.ts$`;
const entries = 'resolver|rpc|consumer|controller';
/** A file of a noun without a role suffix, or its errors: the rules of the business and nothing else. */
const pure = [`${service}[^/]+/[a-z0-9-]+\\.ts$`, role('errors')];
const notPure = [`${service}(?:generated|schema|gen)/`, '/index\\.ts$'];
const tests = '\\.spec\\.tsx?$|/(?:test|bench|chaos|soak)/';

const not = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    not(
      'no-cycle',
      'Files that need each other are one file, or hide a third.',
      { pathNot: '/generated/' },
      { circular: true },
    ),
    not('no-unresolved', 'An import that leads nowhere.', { pathNot: '\\.d\\.ts$' }, { couldNotResolve: true }),
    not(
      'service-not-to-service',
      'Services meet through contracts: by rpc or by events.',
      { path: '(?:^|/)services/(?!standalone/)([^/]+)/' },
      { path: '(?:^|/)services/[^/]+/', pathNot: '(?:^|/)services/$1/' },
    ),
    not(
      'pure-without-framework',
      'Pure rules know no framework and do no I/O: they take values and return values.',
      { path: pure, pathNot: [...notPure, tests] },
      {
        path: [
          '(?:^|node_modules/)(?:@nestjs|@prisma|@grpc|@apollo|@opentelemetry)/',
          '(?:^|node_modules/)(?:rxjs|express|pg|ioredis|amqplib|pino|graphql|dataloader|ws)(?:/|$)',
          '(?:^|/)packages/(?:database|messaging|cache)/|^@vortex/(?:database|messaging|cache)',
          '/generated/',
          '^(?:node:)?(?:fs|net|http|https|http2|child_process|dgram|dns|tls|worker_threads|os|process|timers)(?:/|$)',
        ],
      },
    ),
    not(
      'pure-below-all',
      'Pure rules are called by the others and call none of them.',
      { path: pure, pathNot: [...notPure, tests] },
      { path: role(`${entries}|service|repository|module`) },
    ),
    not(
      'repository-below-service',
      'A repository stores. What to store is decided above it.',
      { path: role('repository') },
      { path: role(`${entries}|service|module`) },
    ),
    not(
      'service-below-entries',
      'A use case does not know who asked for it.',
      { path: role('service') },
      { path: role(`${entries}|module`) },
    ),
    not(
      'entry-through-service',
      'Resolvers, rpc handlers and consumers translate; they reach the tables through a service.',
      { path: role(entries) },
      { path: role('repository|module') },
    ),
    not('entry-apart', 'Two ways in do not go through each other.', { path: role(entries) }, { path: role(entries) }),
    not('main-is-the-top', 'A program is started, not imported.', {}, { path: '/src/main\\.ts$' }),
    not(
      'tests-on-top',
      'What is shipped does not need its tests.',
      { pathNot: [tests, '(?:^|/)tools/'] },
      { path: tests },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.base.json') },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|out|\\.next|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
};
