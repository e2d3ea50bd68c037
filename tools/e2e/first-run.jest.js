// Apart from the end-to-end suite: it needs a platform that nobody has touched, with a node of its own and a client.
const endToEnd = require('./end-to-end.jest.js');

module.exports = {
  ...endToEnd,
  displayName: 'first-run',
  testMatch: ['<rootDir>/first-run/**/*.e2e.ts'],
};
