// Not named jest.config.js on purpose: the suite needs a running platform, and whoever starts one runs it.
const preset = require('../../jest.preset.js');

module.exports = {
  ...preset,
  displayName: 'end-to-end',
  rootDir: __dirname,
  testSequencer: '<rootDir>/sequence-by-name.cjs',
  testMatch: [
    '<rootDir>/src/**/*.e2e.ts',
    // Behind the others, which count what they have made themselves.
    ...(process.env.VORTEX_E2E_PICTURES ? ['<rootDir>/used/**/*.e2e.ts'] : []),
  ],
  // A browser on a busy machine. Tests wait for what they see, never for this.
  testTimeout: 90_000,
};
