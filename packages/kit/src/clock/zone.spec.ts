import { isZone } from './zone';

it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'EST'])('%s is a time zone', (name) => {
  expect(isZone(name)).toBe(true);
});

it.each(['', '+02:00', 'Mars/Olympus', 'europe', ' Europe/Berlin', `Europe/${'x'.repeat(80)}`])(
  '%j is none',
  (name) => {
    expect(isZone(name)).toBe(false);
  },
);
