const { TestEnvironment } = require('jest-environment-jsdom');
const { closed } = require('./closed.cjs');

module.exports = closed(TestEnvironment);
