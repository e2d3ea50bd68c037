import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { SchemaEngineAdapter } from './postgres-adapter.mjs';

/** Where the engine leaves the reason of a panic. */
export const panic = {
  message: '',
  set_message(message) {
    this.message = message;
  },
};

/**
 * Prisma's schema engine, the official build for WebAssembly: the native one would have to be downloaded.
 * @param options.url the database
 * @param options.datamodels pairs of file name and Prisma schema
 */
export async function openEngine({ url, datamodels, onLog = () => undefined }) {
  await loadWasm();
  const adapter = bindMigrationAwareSqlAdapterFactory(new SchemaEngineAdapter(url ?? 'postgresql://nowhere/'));
  // None is undefined to the engine; an empty list makes it panic.
  return bindings.SchemaEngine.new({ datamodels: datamodels?.length ? datamodels : undefined }, onLog, adapter);
}

let loaded;

/** By hand, since Node imports .wasm files as modules only behind a flag. */
function loadWasm() {
  loaded ??= (async () => {
    globalThis.PRISMA_WASM_PANIC_REGISTRY = panic;
    const directory = dirname(fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm')));
    const bytes = await readFile(join(directory, 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
  })();
  return loaded;
}
