const preset = require('../../jest.preset.js');

module.exports = { ...preset, displayName: 'database', globalSetup: '<rootDir>/test/generate-fixture.js' };
