import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspaceRoot } from '../dev/workspace.mjs';
import { withClient } from './database-dump.mjs';

const load = createRequire(import.meta.url);

/** The services that keep values under envelope encryption, with the columns they name. */
export function servicesWithSealedColumns() {
  return readdirSync(join(workspaceRoot, 'services'))
    .map((service) => ({ service, file: join(workspaceRoot, 'services', service, 'dist/sealed-columns.js') }))
    .filter(({ file }) => existsSync(file))
    .map(({ service, file }) => ({ service, ...load(file) }));
}

/** What lies under every seal of a service's database, opened with the master key, by its column and row. */
export async function openSealedValues({ sealedColumns, sealContext }, url, masterKey) {
  const { Keyring } = load(join(workspaceRoot, 'packages/kit/dist/index.js'));
  const keyring = new Keyring(new Map([['default', Buffer.from(masterKey, 'base64')]]));
  return withClient(url, async (client) => {
    const values = {};
    for (const place of sealedColumns) {
      const { table, column, key } = place;
      const { rows } = await client.query(
        `SELECT "${key}" AS id, "${column}" AS sealed FROM "${table}" WHERE "${column}" IS NOT NULL`,
      );
      if (rows.length === 0) throw new Error(`${table}.${column} is empty: nothing was planted in it`);
      for (const { id, sealed } of rows)
        values[`${table}.${column} of ${id}`] = keyring.openText(sealed, sealContext(place, id));
    }
    return values;
  });
}
