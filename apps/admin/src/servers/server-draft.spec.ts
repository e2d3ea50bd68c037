import { emptyServer, serverInput, serverProblemsOf } from './server-draft';

describe('a server that is written into a form', () => {
  it('needs a name', () => {
    expect(serverProblemsOf(emptyServer)).toEqual({ name: 'nameMissing' });
  });

  it('is what the fields say, in the units of the API', () => {
    const draft = {
      ...emptyServer,
      name: ' Berlin ',
      country: 'de',
      addresses: 'a.example\n 203.0.113.1 ',
      coefficient: '1,5',
    };
    expect(serverInput(draft)).toMatchObject({
      name: 'Berlin',
      region: { country: 'DE', city: null, latitude: null },
      addresses: ['a.example', '203.0.113.1'],
      coefficientMilli: 1500,
      capacity: { users: null },
    });
  });

  it('has a month as its provider sells it, and none where the field is empty', () => {
    const draft = { ...emptyServer, name: 'x', quota: '20000', counted: 'LARGER' as const, resetDay: '31' };
    expect(serverInput({ ...draft, zone: 'Europe/Berlin', group: ' Berlin ', rank: '2' })).toMatchObject({
      trafficQuota: {
        ...{ limitBytes: '20000000000000', counted: 'LARGER', warningPercent: 80 },
        reset: { dayOfMonth: 31, zone: 'Europe/Berlin' },
      },
      failover: { group: 'Berlin', rank: 2 },
    });
    expect(serverInput(emptyServer)).toMatchObject({ trafficQuota: { limitBytes: null }, failover: { group: null } });
    expect(serverProblemsOf({ ...draft, quota: 'much' })).toEqual({ quota: 'notANumber' });
  });

  it('is told what is no number', () => {
    const problems = serverProblemsOf({
      ...emptyServer,
      name: 'x',
      latitude: 'north',
      users: '-',
      coefficient: 'twice',
    });
    expect(Object.keys(problems).sort()).toEqual(['coefficient', 'latitude', 'users']);
  });
});
