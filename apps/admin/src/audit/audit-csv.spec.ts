import { auditCsv } from './audit-csv';

const entry = {
  id: '1',
  at: '2026-11-30T00:00:00.000Z',
  actor: { kind: 'ACCOUNT' as const, id: 'a', name: '=HYPERLINK("x")', role: 'owner', actingFromTenantId: null },
  action: 'core.user.update',
  subject: { kind: 'user', ids: ['u1', 'u2'], name: null },
  changes: [{ field: 'note', before: '"a"', after: '"b"' }],
  clientAddress: '203.0.113.7',
  userAgent: null,
};

describe('records as a file', () => {
  it('have a line each, and a head', () => {
    const lines = auditCsv([entry, entry]).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^at,actor_kind,actor/);
    expect(lines[1]).toContain('u1;u2');
  });

  it('run nothing in a spreadsheet', () => {
    expect(auditCsv([entry])).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
