import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListFormat } from '../../src/subscription-links/list-plan';
import { sampleInbounds } from './sample-inbounds';
import { sampleList, serverId, tenantId } from './sample-list';

const folder = join(__dirname, 'golden');
const endings: Readonly<Record<ListFormat, string>> = {
  LINKS: 'txt',
  XRAY: 'json',
  SING_BOX: 'json',
  MIHOMO: 'yaml',
  STASH: 'yaml',
  OUTLINE: 'json',
  SIP008: 'json',
  WIREGUARD: 'conf',
  AMNEZIAWG: 'conf',
};

/** As a person reads it: what is in base64 opened, JSON over several lines. */
function readable(format: ListFormat, texts: readonly string[]): string {
  const [text = ''] = texts;
  if (format === 'LINKS') return Buffer.from(text, 'base64').toString('utf8');
  if (endings[format] === 'json') return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  return texts.join('\n');
}

describe('every protocol over every transport, as each client reads it', () => {
  const formats = Object.keys(endings) as ListFormat[];

  it.each(formats)('%s is what its golden file holds', (format) => {
    const written = readable(format, sampleList(format).texts);
    const file = join(folder, `${format.toLowerCase().replace('_', '-')}.${endings[format]}.golden`);
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, written);
      throw new Error(`there was no ${file}: read what was written there, and run again`);
    }
    expect(written).toBe(readFileSync(file, 'utf8'));
  });

  it.each(formats)('%s takes an inbound by itself', (format) => {
    for (const inbound of sampleInbounds(tenantId, serverId)) {
      const { texts } = sampleList(format, { inbounds: [inbound] });
      expect([inbound.tag, texts.join('').length > 0]).toEqual([inbound.tag, true]);
    }
  });
});
