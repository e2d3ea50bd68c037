import { holds, parseInput } from '@vortex/kit';
import type { Permission, PermissionSort, QueryRolesConnectionArgs, Role, RoleSort } from '../generated/schema';
import { line } from '../input/text';
import { type RowKeys, type RowTerm, rowTerms } from '../paging/short-list';

const roleKeys = {
  NAME: { type: 'text', keyOf: ({ name }) => name },
  CREATED_AT: { type: 'timestamptz', keyOf: ({ createdAt }) => createdAt.toISOString() },
  ID: { type: 'uuid', keyOf: ({ id }) => id },
} as const satisfies RowKeys<Role, string>;

const permissionKeys = {
  NAME: { type: 'text', keyOf: ({ name }) => name },
} as const satisfies RowKeys<Permission, string>;

const searched = line({ min: 0, max: 200 });

export function roleTerms(sort: readonly RoleSort[]): readonly RowTerm<Role>[] {
  return rowTerms<Role, keyof typeof roleKeys>(roleKeys, sort, ['NAME', 'ID']);
}

export function permissionTerms(sort: readonly PermissionSort[]): readonly RowTerm<Permission>[] {
  return rowTerms<Permission, keyof typeof permissionKeys>(permissionKeys, sort, ['NAME']);
}

/** Whether a role is one of those that are asked for. */
export function rolesMeant({ filter, search }: QueryRolesConnectionArgs): (role: Role) => boolean {
  const found = searchedText(search);
  const { builtIn, permission } = filter ?? {};
  return (role) =>
    found(role) &&
    (typeof builtIn !== 'boolean' || role.builtIn === builtIn) &&
    (typeof permission !== 'string' || holds(role.permissions, permission));
}

export function searchedText(
  search: string | null | undefined,
): (one: { readonly name: string; readonly description: string }) => boolean {
  const words = parseInput(searched, search ?? '', 'search').toLowerCase();
  return ({ name, description }) => `${name}\n${description}`.toLowerCase().includes(words);
}
