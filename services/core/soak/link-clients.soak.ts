// npm run test:soak -- link-clients
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleInbounds } from '../test/links/sample-inbounds';
import { sampleList, serverId, tenantId } from '../test/links/sample-list';

const folder = mkdtempSync(join(tmpdir(), 'link-clients-'));
const peers = join(__dirname, '../../../tools/lab/peers');

/** Builds a client from its pinned module: once, for Go's cache sees that nothing has changed. */
function build(module: string, pkg: string, tags: string): string {
  const program = join(folder, pkg.split('/').at(-2) ?? 'client');
  execFileSync('go', ['build', '-trimpath', '-tags', tags, '-o', program, pkg], {
    cwd: join(peers, module),
    stdio: 'inherit',
  });
  return program;
}

let failed = 0;
function load(what: string, program: string, args: readonly string[], document: unknown): void {
  const file = join(folder, 'configuration.json');
  writeFileSync(file, JSON.stringify(document));
  const { status, stdout, stderr } = spawnSync(program, [...args, file], { encoding: 'utf8' });
  if (status === 0) return;
  failed += 1;
  process.stdout.write(`  REFUSED  ${what}: ${`${stdout}${stderr}`.trim().split('\n').at(-1)}\n`);
}

/** sing-box is built without WireGuard, for its module of that cannot be had everywhere. */
const spokenBySingBox = (protocol: string) => protocol !== 'WIREGUARD';

/** Each inbound by itself, and all together, is loaded by the program that will read it at a customer's. */
function main(): void {
  const xray = build('.', 'github.com/xtls/xray-core/main', '');
  const singBox = build('sing-box', 'github.com/sagernet/sing-box/cmd/sing-box', 'with_quic,with_utls,with_grpc');
  const inbounds = sampleInbounds(tenantId, serverId);
  for (const inbound of inbounds) {
    const of = (format: 'XRAY' | 'SING_BOX') =>
      JSON.parse(sampleList(format, { inbounds: [inbound] }).texts[0] ?? '') as unknown;
    for (const document of of('XRAY') as object[]) load(`Xray, ${inbound.tag}`, xray, ['run', '-test', '-c'], document);
    if (spokenBySingBox(inbound.protocol)) load(`sing-box, ${inbound.tag}`, singBox, ['check', '-c'], of('SING_BOX'));
  }
  const plain = inbounds.filter(({ protocol }) => spokenBySingBox(protocol));
  load(
    'sing-box, all',
    singBox,
    ['check', '-c'],
    JSON.parse(sampleList('SING_BOX', { inbounds: plain }).texts[0] ?? ''),
  );
  process.stdout.write(`  ${inbounds.length} inbounds, ${failed} refused\n`);
  if (failed > 0) process.exitCode = 1;
}

main();
