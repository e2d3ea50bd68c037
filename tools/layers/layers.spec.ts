import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const home = join(__dirname, '../..');
const role = (name: string) => `services/shop/src/orders/order.${name}.ts`;
const pure = 'services/shop/src/orders/order.ts';

/** A service that breaks every rule once: the rule, who breaks it, and what it imports for that. */
const breaches: [rule: string, from: string, imports: string][] = [
  ['no-cycle', 'packages/kit/src/a.ts', './b'],
  ['no-unresolved', 'packages/kit/src/c.ts', './nowhere'],
  ['service-not-to-service', 'services/shop/src/link.ts', '../../post/src/letter'],
  ['pure-without-framework', pure, '@nestjs/common'],
  ['pure-without-framework', pure, 'node:fs'],
  ['pure-without-framework', pure, '../generated/prisma/client'],
  ['pure-without-framework', role('errors'), 'ioredis'],
  ['pure-below-all', pure, './order.repository'],
  ['repository-below-service', role('repository'), './stock.service'],
  ['service-below-entries', role('service'), './order.rpc'],
  ['entry-through-service', role('rpc'), './stock.repository'],
  ['entry-through-service', role('resolver'), './stock.repository'],
  ['entry-through-service', role('consumer'), './stock.repository'],
  ['entry-apart', role('consumer'), './stock.rpc'],
  ['main-is-the-top', 'services/shop/src/service.ts', './main'],
  ['tests-on-top', 'services/shop/src/shop.module.ts', './orders/order.spec'],
];

/** The same service done right. */
const allowed: [from: string, imports: string][] = [
  ['services/mail/src/letters/letter.rpc.ts', './letter.service'],
  ['services/mail/src/letters/letter.service.ts', './letter.repository'],
  ['services/mail/src/letters/letter.repository.ts', './letter'],
  ['services/mail/src/letters/letter.repository.ts', '../generated/prisma/client'],
  ['services/mail/src/letters/letter.ts', './letter.errors'],
  ['services/mail/src/letters/letter.spec.ts', './letter'],
  ['services/mail/src/mail.module.ts', './letters/letter.repository'],
  ['services/mail/src/main.ts', './mail.module'],
];

describe('layers', () => {
  let place: string;
  let found: { rule: { name: string }; from: string; to: string }[];

  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'layers-'));
    write([
      ...breaches.map(([, from, imports]): [string, string] => [from, imports]),
      ...allowed,
      ['packages/kit/src/b.ts', './a'],
      ...['stock.service', 'stock.repository', 'stock.rpc'].map((name): [string, string] => [
        `services/shop/src/orders/${name}.ts`,
        '',
      ]),
      ['services/shop/src/main.ts', ''],
      ['services/shop/src/orders/order.spec.ts', ''],
      ['services/shop/src/generated/prisma/client.ts', ''],
      ['services/mail/src/generated/prisma/client.ts', ''],
      ['services/mail/src/letters/letter.errors.ts', ''],
      ['services/post/src/letter.ts', ''],
    ]);
    found = cruise();
  });

  afterAll(() => rmSync(place, { recursive: true }));

  it.each(breaches)('%s: %s does not import %s', (rule, from, imports) => {
    const targets = found
      .filter((breach) => breach.rule.name === rule && breach.from === from)
      .map((breach) => breach.to);
    const last =
      imports
        .replace(/^node:/, '')
        .split('/')
        .pop() ?? imports;
    expect(targets).toContainEqual(expect.stringContaining(last));
  });

  it.each(allowed)('%s may import %s', (from) => {
    expect(found.filter((breach) => breach.from === from)).toEqual([]);
  });

  function write(files: [path: string, imports: string][]): void {
    const texts = new Map<string, string>();
    for (const [path, imports] of files) {
      texts.set(path, `${texts.get(path) ?? 'export {};\n'}${imports && `import '${imports}';\n`}`);
    }
    for (const [path, text] of texts) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), text);
    }
  }

  function cruise(): typeof found {
    const program = join(home, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [
      program,
      '--config',
      join(home, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      'services',
      'packages',
    ];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: place, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (!stdout) throw new Error(stderr);
    return (JSON.parse(stdout) as { summary: { violations: typeof found } }).summary.violations;
  }
});
