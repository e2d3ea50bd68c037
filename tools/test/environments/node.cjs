const { TestEnvironment } = require('jest-environment-node');
const { closed } = require('./closed.cjs');

module.exports = closed(TestEnvironment);
