import { givenInbounds } from './given-inbounds';

const [own, shared, foreign, unnamed] = [
  { id: 'own', tenantId: 't', shared: false },
  { id: 'shared', tenantId: 'operator', shared: true },
  { id: 'foreign', tenantId: 'operator', shared: false },
  { id: 'unnamed', tenantId: 't', shared: false },
] as never[];
const groups = [
  { id: 'g', tenantId: 't', inboundIds: ['own', 'foreign'] },
  { id: 'h', tenantId: 't', inboundIds: ['own', 'shared', 'gone'] },
  { id: 'other', tenantId: 'operator', inboundIds: ['unnamed', 'foreign'] },
];
const given = givenInbounds([own, shared, foreign, unnamed] as never[], groups);

describe('the inbounds of a user', () => {
  it('are those its groups name, each once, its own tenant’s or shared', () => {
    expect(given({ tenantId: 't', groupIds: ['g'] })).toEqual([own]);
    expect(given({ tenantId: 't', groupIds: ['g', 'h'] })).toEqual([own, shared]);
    expect(given({ tenantId: 't', groupIds: [] })).toEqual([]);
  });

  it('are not given by groups that are gone, or another tenant’s', () => {
    expect(given({ tenantId: 't', groupIds: ['other', 'lost'] })).toEqual([]);
    expect(given({ tenantId: 'operator', groupIds: ['g', 'h'] })).toEqual([]);
  });
});
