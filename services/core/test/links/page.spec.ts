import { createHash } from 'node:crypto';
import { pagePolicy, renderPage } from '../../src/subscription-page/page';
import type { Page } from '../../src/subscription-page/page-content';
import { apps, platformOf } from '../../src/subscription-page/apps';
import { html } from '../../src/subscription-page/html';
import { languageOf, pageMessages } from '../../src/subscription-page/page-messages';
import { qrCode } from '../../src/subscription-page/qr-code';

const url = 'https://vpn.example/sub/Xk3v9QeT1mLw0RzYb7NcA5dUh2JsPfGq';
const page = (fields: Partial<Page> = {}) =>
  renderPage({
    ...{ language: 'en', title: 'VPN', username: 'ann', status: 'ACTIVE', announce: '', used: '1 GB', limit: '2 GB' },
    ...{
      left: '1 GB',
      share: 0.5,
      expiresAt: new Date('2027-01-31T00:00:00Z'),
      daysLeft: 61,
      devices: [],
      path: '/sub/x',
    },
    ...{
      deviceLimit: null,
      link: { url, title: 'VPN', hasOutline: false },
      platform: 'ios',
      hasWireguard: true,
      supportUrl: '',
    },
    ...{ entries: [{ name: 'Amsterdam', link: 'vless://a' }], qr: qrCode(url) ?? html`` },
    ...fields,
  });

describe('the page', () => {
  it('lets a browser run and fetch nothing but its own, which its policy names letter by letter', () => {
    const text = page();
    for (const element of ['style', 'script']) {
      const [, inner = ''] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(text) ?? [];
      const hash = createHash('sha256').update(inner).digest('base64');
      expect(pagePolicy).toContain(`${element}-src 'sha256-${hash}'`);
    }
    const asked = [...text.matchAll(/(?:src|action)="([^"]*)"/g)].map(([, address]) => address);
    expect(asked.every((address) => address?.startsWith('/sub/x'))).toBe(true);
    expect(text).not.toMatch(/ (style|on[a-z]+)="/);
  });

  it('says the same in every language it is asked for', () => {
    expect(page({ language: 'ru', status: 'EXPIRED' })).toContain(pageMessages.ru.statuses.EXPIRED);
    expect(Object.keys(pageMessages.ru)).toEqual(Object.keys(pageMessages.en));
    expect(
      ['ru', null, null, null].map((asked, n) => languageOf(asked, ['en', 'ru-RU,en;q=0.8', 'de', 'de,ru'][n] ?? '')),
    ).toEqual(['ru', 'ru', 'en', 'ru']);
  });

  it('shows the programs of the platform at hand, each with an address that opens it', () => {
    expect(['iPhone', 'Linux; Android 15', 'Windows NT', 'Macintosh', 'X11; Linux'].map(platformOf)).toEqual([
      ...(['ios', 'android', 'windows', 'macos', 'linux'] as const),
    ]);
    for (const { open, site } of apps) {
      expect(open({ url, title: 'My "VPN" & more', hasOutline: true })).toMatch(/^[a-z0-9-]+:\/\/[^\s"<>]+$/);
      expect(new URL(site).protocol).toBe('https:');
    }
  });

  it('offers Outline to those who have something for it, where it may ask for it', () => {
    const link = { url, title: 'VPN', hasOutline: true };
    expect(page({ link })).toContain(
      'href="ssconf://vpn.example/sub/Xk3v9QeT1mLw0RzYb7NcA5dUh2JsPfGq?format=outline#VPN"',
    );
    expect(page()).not.toContain('ssconf:');
    expect(page({ link: { ...link, url: url.replace('https', 'http') } })).not.toContain('ssconf:');
  });

  it('tells no other site where a person comes from', () => {
    const away = [...page({ supportUrl: 'https://help.example' }).matchAll(/<a [^>]*href="https:[^>]*>/g)];
    expect(away.length).toBeGreaterThan(1);
    expect(away.every(([tag]) => tag.includes('rel="noreferrer"'))).toBe(true);
  });

  it('has a code for a link and none for what no code holds', () => {
    expect(qrCode(url)?.text).toMatch(/^<svg[^>]*viewBox="0 0 (\d+) \1"/);
    expect(qrCode('x'.repeat(3_000))).toBeUndefined();
  });
});
