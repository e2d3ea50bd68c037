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
