#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine: the same protocol on standard input and output, one JSON-RPC message a
 * line, over the engine's WebAssembly build. Prisma's command line starts it through PRISMA_SCHEMA_ENGINE_BINARY, so
 * that `prisma migrate dev`, `db push`, `db pull` and the like work where nothing can be downloaded.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { connected, databaseName, onServer } from './postgres-adapter.mjs';
import { openEngine, panic } from './wasm-engine.mjs';

const { values, positionals } = parseArgs({
  options: { datasource: { type: 'string' }, datamodels: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
  strict: false,
});
const url = (values.datasource ? JSON.parse(values.datasource).url : undefined) ?? process.env.DATABASE_URL;

/** Codes that Prisma's command line knows how to explain. */
const prismaCodes = { '3D000': 'P1003', '28P01': 'P1000', ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001' };
const requestFailed = 4466;

const name = () => pg.escapeIdentifier(databaseName(url));
const commands = {
  'can-connect-to-database': () => connected(url, (database) => database.query('SELECT 1')),
  'create-database': () => onServer(url, (server) => server.query(`CREATE DATABASE ${name()}`)),
  'drop-database': () => onServer(url, (server) => server.query(`DROP DATABASE ${name()} WITH (FORCE)`)),
};

if (positionals[0] === 'cli') await runCommand(positionals[1]);
else serve();

async function runCommand(command) {
  try {
    if (!commands[command]) throw new Error(`unknown command ${command}`);
    await commands[command]();
    process.exit(0);
  } catch (error) {
    logError(error.message || error.code, { error_code: prismaCodes[error.code] ?? 'P1010' });
    process.exit(1);
  }
}

function serve() {
  let engine;
  const open = () => {
    engine ??= openEngine({ url, datamodels: values.datamodels.map((file) => [file, readFileSync(file, 'utf8')]) });
    return engine;
  };
  process.on('uncaughtException', (error) => {
    logError(panic.message || error.message, { backtrace: error.stack });
    process.exit(101);
  });
  let previous = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => (previous = previous.then(() => answer(JSON.parse(line), open))));
  lines.on('close', () => previous.then(() => process.exit(0)));
}

async function answer({ id, method, params }, open) {
  // What has no method is the other side's thanks for a `print` of ours.
  if (!method) return;
  try {
    send({ id, result: (await call(method, params, id, open)) ?? {} });
  } catch (error) {
    const message = [panic.message, error.message ?? String(error)].filter(Boolean).join('\n');
    const data = { is_panic: false, message, error_code: error.code };
    send({ id, error: { code: requestFailed, message: 'An error happened. Check the data field for details.', data } });
  }
}

async function call(method, params, id, open) {
  if (method === 'createDatabase') {
    await commands['create-database']();
    return { databaseName: databaseName(url) };
  }
  const engine = await open();
  if (method === 'getDatabaseVersion') return engine.version(params ?? null);
  if (method !== 'diff') return engine[method](params ?? {});
  // The native engine prints a difference by asking its caller to.
  const { exitCode, stdout } = await engine.diff(params);
  if (stdout != null) send({ id: `print-${id}`, method: 'print', params: { content: stdout } });
  return { exitCode };
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function logError(message, more) {
  const entry = { level: 'ERROR', target: 'schema_engine::logger', fields: { message, ...more } };
  process.stderr.write(`\n${JSON.stringify(entry)}\n`);
}
