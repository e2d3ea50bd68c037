import { StatementNames } from './statement-names';

it('gives a text one name, and only so many texts one', () => {
  const names = new StatementNames();
  const given = Array.from({ length: 100 }, (_, n) => names.nameOf(`SELECT ${n}`));
  expect(new Set(given.slice(0, 64)).size).toBe(64);
  expect(given.slice(64).every((name) => name === undefined)).toBe(true);
  expect(names.nameOf('SELECT 3')).toBe(given[3]);
});
