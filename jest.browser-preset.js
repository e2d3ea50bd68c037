/** The preset for what runs in a browser: the same, with JSX, on jsdom. */
const preset = require('./jest.preset.js');

const [[pattern, [transformer, options]]] = Object.entries(preset.transform);

const esmOnly = ['use-intl', 'intl-messageformat', '@formatjs', 'icu-minify', '@schummar'];

module.exports = {
  ...preset,
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  testEnvironment: require.resolve('./tools/test/environments/jsdom.cjs'),
  testEnvironmentOptions: { customExportConditions: ['source', 'browser', 'require', 'default'] },
  transform: {
    [pattern]: [
      transformer,
      {
        ...options,
        jsc: {
          ...options.jsc,
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
};
