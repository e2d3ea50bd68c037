import { changedFields } from './changed-fields';

it('tells only what changed', () => {
  const before = { name: 'ann', limitBytes: 5n, tags: ['a'], expiresAt: new Date(0), note: undefined };
  const after = { name: 'ann', limitBytes: 6n, tags: ['a'], expiresAt: new Date(1), note: 'new' };
  expect(changedFields(before, after)).toEqual({
    before: '{"limitBytes":"5","expiresAt":"1970-01-01T00:00:00.000Z"}',
    after: '{"limitBytes":"6","expiresAt":"1970-01-01T00:00:00.001Z","note":"new"}',
  });
});

it('tells all of what is new, and of what is gone', () => {
  expect(changedFields(undefined, { name: 'ann' })).toEqual({ before: '', after: '{"name":"ann"}' });
  expect(changedFields({ name: 'ann' }, undefined)).toEqual({ before: '{"name":"ann"}', after: '' });
});

it('says that a secret changed, and never what it was or is', () => {
  const before = { password: 'old-canary', nested: { privateKey: 'key-canary' }, mustChangePassword: true };
  const after = { password: 'new-canary', nested: { privateKey: 'other-canary' }, mustChangePassword: false };
  const changed = changedFields(before, after);
  expect(JSON.parse(changed.after)).toEqual({
    password: '[redacted]',
    nested: { privateKey: '[redacted]' },
    mustChangePassword: false,
  });
  expect(JSON.stringify(changed)).not.toContain('canary');
});

it('takes secrets out of texts too', () => {
  const { after } = changedFields(undefined, { note: 'see https://x.example/sub/canary and Bearer canary.canary' });
  expect(after).not.toContain('canary');
});

it('cuts what is too long for a record', () => {
  const { after } = changedFields(undefined, { note: 'x'.repeat(5_000) });
  expect(after.length).toBeLessThan(2_100);
});
