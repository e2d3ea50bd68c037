import { fieldOf } from './engine-problem';

const settings = { flow: '', realitySettings: { target: 'x', shortIds: ['ab'] }, fallbacks: [{ dest: 80, path: '/' }] };

it.each([
  ['infra/conf: failed to build REALITY > invalid "shortIds" in realitySettings', 'settings.realitySettings.shortIds'],
  ['fallbacks: please fill in a valid value for dest', 'settings.fallbacks[0].dest'],
  ['unknown flow: xtls', 'settings.flow'],
  ['something else entirely', 'settings'],
])('an engine that says %j speaks of %s', (message, path) => {
  expect(fieldOf({ settings }, message)).toBe(path);
});
