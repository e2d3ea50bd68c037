import { Database } from '@vortex/database';
import { holds, newId } from '@vortex/kit';
import { freshDatabase, silentLog } from '@vortex/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaClient } from '../generated/prisma/client';
import { permissionCatalogue } from './permission-catalogue';
import type { Role } from './role';
import { RoleRepository } from './role.repository';

const document = join(__dirname, '../../../../docs/access.md');

/** The table of docs/access.md, as the database's own rows make it. */
function tableOf(roles: readonly Role[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = ['permission', ...roles.map(({ name }) => name), 'allows to'];
  const permissions = Object.entries(permissionCatalogue).map(([name, description]) => [
    `\`${name}\``,
    ...roles.map((role) => (holds(role.permissions, name) ? (role.ownRowsOnly ? 'own' : 'yes') : '')),
    description,
  ]);
  return [heads, ...permissions].map(row);
}

/** The rows of a Markdown file's tables, without what only aligns them. */
function rowsOf(markdown: string): string[] {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line));
  return rows.map((line) => line.replace(/ +/g, ' '));
}

it('the table of docs/access.md says what the built-in roles may do', async () => {
  const directory = join(__dirname, '../../prisma/migrations');
  const fresh = await freshDatabase([{ name: 'auth', directory }]);
  const db = new Database({ createClient: (adapter) => new PrismaClient({ adapter }), url: fresh.url, log: silentLog });
  const roles = await new RoleRepository(db).list(newId());
  await db.close();
  await fresh.drop();
  expect(roles).toHaveLength(6);
  expect(rowsOf(readFileSync(document, 'utf8'))).toEqual(tableOf(roles).map((line) => line.replace(/ +/g, ' ')));
});
