import { auditCsv, auditCsvHeading } from './audit-csv';

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
  it('have a line each below a head', () => {
    expect(auditCsvHeading()).toMatch(/^at,actor_kind,actor.*\r\n$/);
    const lines = auditCsv([entry, entry]).split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('u1;u2');
  });

  it('run nothing in a spreadsheet', () => {
    expect(auditCsv([entry])).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
