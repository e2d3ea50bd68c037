#!/usr/bin/env node
/**
 * Generates the Prisma client of a service. Run in the service's folder:
 *
 *     node ../../tools/prisma/generate.mjs [--schema prisma/schema.prisma]
 *
 * Downloads nothing. The client goes to where the schema's generator says; that says `provider = "prisma-client"`,
 * `moduleFormat = "cjs"` and `importFileExtension = ""`, which is checked, for what is generated otherwise does not load.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runPrisma } from './prisma-command.mjs';

const { values } = parseArgs({ options: { schema: { type: 'string', default: 'prisma/schema.prisma' } } });
const schema = readFileSync(values.schema, 'utf8');
const wanted = { provider: 'prisma-client', moduleFormat: 'cjs', importFileExtension: '' };
for (const [name, value] of Object.entries(wanted)) {
  if (new RegExp(`^\\s*${name}\\s*=\\s*"${value}"`, 'm').test(schema)) continue;
  process.stderr.write(`${values.schema}: its generator must say ${name} = "${value}"\n`);
  process.exit(1);
}
process.exit(runPrisma(['generate', '--schema', values.schema, '--no-hints'], { quiet: true }));
