import { SharedFields } from './shared-fields';

const fieldsFor = (token: string, etag: string, used: string) => [
  ...['etag', etag, 'profile-web-page-url', `https://vpn.example/sub/${token}`],
  ...['subscription-userinfo', `download=${used}`, 'profile-title', 'base64:VlBO'],
];

describe('fields that answers share', () => {
  it('come back as they were, though only what is an answer’s own is kept of it', () => {
    const shared = new SharedFields();
    const kept = [
      { texts: { token: 'tokenOne', etag: '"one"' }, used: '1' },
      { texts: { token: 'tokenTwo', etag: '"two"' }, used: '22' },
    ].map(({ texts, used }) => {
      const fields = fieldsFor(texts.token, texts.etag, used);
      return { texts, fields, own: shared.divided(fields, texts) };
    });
    expect(kept.map(({ own }) => own)).toEqual([
      { set: 0, own: '' },
      { set: 0, own: '5 download=22' },
    ]);
    for (const { own, texts, fields } of kept) expect(own && shared.joined(own, texts)).toEqual(fields);
  });

  it('are never one another’s where their names differ', () => {
    const shared = new SharedFields();
    const texts = { token: 'token', etag: '"tag"' };
    const one = ['announce', 'a', 'etag', '"tag"'];
    const other = ['routing', 'a', 'etag', '"tag"'];
    const kept = [one, other].map((fields) => shared.divided(fields, texts));
    expect(kept.map((own) => own && shared.joined(own, texts))).toEqual([one, other]);
  });

  it('are of a limited number of kinds', () => {
    const shared = new SharedFields();
    const texts = { token: 'token', etag: '"tag"' };
    const kept = Array.from({ length: 200 }, (_, n) => shared.divided([`x-${n}`, 'value'], texts));
    expect(kept.filter((own) => own !== undefined)).toHaveLength(100);
  });
});
