const preset = require('../../jest.browser-preset.js');

module.exports = { ...preset, displayName: 'ui' };
