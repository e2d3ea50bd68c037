#!/usr/bin/env node
/**
 * Says how a live database differs from a Prisma schema.
 *
 *     DATABASE_URL=postgresql://… node tools/prisma/diff.mjs <schema.prisma> [--script]
 *
 * Prints what the database lacks, as SQL with --script. Ends with 0 when nothing, with 2 when something.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openEngine, panic } from './wasm-engine.mjs';

/** The difference as text; empty when there is none. */
export async function diffAgainstSchema({ url, schemaFile, script = false }) {
  const path = resolve(schemaFile);
  const files = [{ path, content: await readFile(path, 'utf8') }];
  const engine = await openEngine({ url, datamodels: files.map((file) => [file.path, file.content]) });
  try {
    const result = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: dirname(path) },
      to: { tag: 'schemaDatamodel', files },
      script,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 2 ? (result.stdout ?? '') : '';
  } catch (error) {
    throw panic.message ? new Error(panic.message, { cause: error }) : error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [schemaFile, ...flags] = process.argv.slice(2);
  const url = process.env.DATABASE_URL;
  if (!schemaFile || !url) {
    process.stderr.write('usage: DATABASE_URL=postgresql://… node tools/prisma/diff.mjs <schema.prisma> [--script]\n');
    process.exit(64);
  }
  const difference = await diffAgainstSchema({ url, schemaFile, script: flags.includes('--script') });
  process.stdout.write(difference);
  process.exit(difference === '' ? 0 : 2);
}
