// Generates the contracts of the two releases with the very settings of packages/contracts:
//   node packages/messaging/test/release-pair/regenerate.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const contracts = join(here, '../../../contracts');
const settings = readFileSync(join(contracts, 'buf.gen.yaml'), 'utf8');
const options = [...settings.matchAll(/^ {6}- (\S+=\S+)$/gm)].map(([, option]) => option);

for (const release of ['old', 'new']) {
  const out = join(here, release, 'gen');
  const plugin = { local: ['node', '../../node_modules/ts-proto/protoc-gen-ts_proto'], out, opt: options };
  const template = JSON.stringify({ version: 'v2', plugins: [plugin] });
  const buf = join(contracts, '../../node_modules/.bin/buf');
  execFileSync(buf, ['generate', join(here, release, 'proto'), '--template', template], {
    cwd: contracts,
    stdio: 'inherit',
  });
  renameSync(join(out, 'shop/v1/events.ts'), join(here, release, 'events.ts'));
  rmSync(out, { recursive: true });
}
