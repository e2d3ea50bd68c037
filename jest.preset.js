const { join } = require('node:path');

/** What every project's jest.config.js starts from: TypeScript through SWC, workspace packages from their sources. */
const esmOnly = [
  'age-encryption',
  '@noble',
  '@scure',
  'temporal-polyfill',
  'temporal-utils',
  'jose',
  'openid-client',
  'oauth4webapi',
  'otplib',
  'uuid',
  'get-port',
];

module.exports = {
  // Not with the temporary files, which go with a run.
  cacheDirectory: join(__dirname, 'node_modules/.cache/jest'),
  testEnvironment: require.resolve('./tools/test/environments/node.cjs'),
  // Real servers on a busy machine answer late, not never. No test waits for this time: it is where hanging ends.
  testTimeout: 30_000,
  // A promise that fails unheard fails the test it belongs to.
  waitForUnhandledRejections: true,
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'default'] },
  testMatch: ['<rootDir>/**/*.spec.ts', '<rootDir>/**/*.spec.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.next/', '/out/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.next/'],
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      require.resolve('@swc/jest'),
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true, tsx: false },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};
