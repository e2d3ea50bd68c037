import { fieldOf } from './engine-problem';

const settings = {
  ...{ flow: '', mode: 'auto', realitySettings: { target: 'x', shortIds: ['ab'] } },
  ...{
    fallbacks: [{ dest: 80, path: '/' }],
    certificates: [{ certificateFile: '/a/cert.pem', keyFile: '/a/key.pem' }],
  },
};

it.each([
  ['infra/conf: failed to build REALITY > invalid "shortIds" in realitySettings', 'settings.realitySettings.shortIds'],
  ['fallbacks: please fill in a valid value for dest', 'settings.fallbacks[0].dest'],
  ['unknown flow: xtls', 'settings.flow'],
  ['failed to parse certificates > open /a/key.pem: no such file', 'settings.certificates[0].keyFile'],
  ['nothing is auto detected', 'settings'],
  ['something else entirely', 'settings'],
])('an engine that says %j speaks of %s', (message, path) => {
  expect(fieldOf({ settings }, message)).toBe(path);
});
