// npm run test:soak -- link-clients
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleInbounds } from '../test/links/sample-inbounds';
import { sampleList, serverId, tenantId } from '../test/links/sample-list';
import { templateVerdicts, type Verdict } from '../test/links/template-verdicts';
import { stockPrograms } from './stock-programs';

const folder = mkdtempSync(join(tmpdir(), 'link-clients-'));
let failed = 0;

/** What the clients themselves say of templates, against what is written down for the tests of their checks. */
function judge(programs: Readonly<Record<Verdict['format'], readonly [string, readonly string[]]>>): void {
  for (const { what, format, document, isTaken } of templateVerdicts) {
    const [program, args] = programs[format];
    const name = `template.${format === 'MIHOMO' ? 'yaml' : 'json'}`;
    writeFileSync(join(folder, name), JSON.stringify(document));
    const { status } = spawnSync(program, [...args, join(folder, name)], { encoding: 'utf8' });
    if ((status === 0) === isTaken) continue;
    failed += 1;
    process.stdout.write(`  VERDICT  ${format}, ${what}: the client ${status === 0 ? 'takes' : 'refuses'} it\n`);
  }
}

function load(what: string, program: string, args: readonly string[], document: unknown): void {
  const isText = typeof document === 'string';
  const file = join(folder, `configuration.${isText ? 'yaml' : 'json'}`);
  writeFileSync(file, isText ? document : JSON.stringify(document));
  const { status, stdout, stderr } = spawnSync(program, [...args, file], { encoding: 'utf8' });
  if (status === 0) return;
  failed += 1;
  process.stdout.write(`  REFUSED  ${what}: ${`${stdout}${stderr}`.trim().split('\n').at(-1)}\n`);
}

/** sing-box is built without WireGuard, for its module of that cannot be had everywhere. */
const spokenBySingBox = (protocol: string) => protocol !== 'WIREGUARD';

/** Each inbound by itself, and all together, is loaded by the program that will read it at a customer's. */
function main(): void {
  const [xray = '', singBox = '', mihomo = ''] = stockPrograms('xray', 'sing-box', 'mihomo');
  const clash = ['-t', '-d', folder, '-f'];
  const inbounds = sampleInbounds(tenantId, serverId);
  for (const inbound of inbounds) {
    const of = (format: 'XRAY' | 'SING_BOX') =>
      JSON.parse(sampleList(format, { inbounds: [inbound] }).texts[0] ?? '') as unknown;
    for (const document of of('XRAY') as object[]) load(`Xray, ${inbound.tag}`, xray, ['run', '-test', '-c'], document);
    load(`mihomo, ${inbound.tag}`, mihomo, clash, sampleList('MIHOMO', { inbounds: [inbound] }).texts[0]);
    if (spokenBySingBox(inbound.protocol)) load(`sing-box, ${inbound.tag}`, singBox, ['check', '-c'], of('SING_BOX'));
  }
  const plain = inbounds.filter(({ protocol }) => spokenBySingBox(protocol));
  load(
    'sing-box, all',
    singBox,
    ['check', '-c'],
    JSON.parse(sampleList('SING_BOX', { inbounds: plain }).texts[0] ?? ''),
  );
  load('mihomo, all', mihomo, clash, sampleList('MIHOMO').texts[0]);
  judge({ MIHOMO: [mihomo, clash], SING_BOX: [singBox, ['check', '-c']], XRAY: [xray, ['run', '-test', '-c']] });
  process.stdout.write(
    `  ${inbounds.length} inbounds, ${templateVerdicts.length} templates, ${failed} not as promised\n`,
  );
  if (failed > 0) process.exitCode = 1;
}

main();
