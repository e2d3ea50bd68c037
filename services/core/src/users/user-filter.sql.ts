import type { Scope } from '@vortex/kit';
import type { SqlParameters } from '../paging/sql-parameters';
import { searchTerms } from './search';
import { timeWithin } from '../paging/time-within.sql';
import type { BytesRange, UserFilter } from './user-filter';
import { usernameKey } from './username';

/** The part of a WHERE over `vpn_user u` that keeps it inside a scope. */
export function userScope(scope: Scope, parameters: SqlParameters): readonly string[] {
  if (!('tenantId' in scope)) return [];
  const tenant = `u.tenant_id = ${parameters.add(scope.tenantId, 'uuid')}`;
  return scope.ownedBy ? [tenant, `u.account_id = ${parameters.add(scope.ownedBy, 'uuid')}`] : [tenant];
}

/** What a filter says of `vpn_user u` and of `user_traffic t`, apart, for a count can mostly do without the second. */
export interface UserConditions {
  readonly ofUser: readonly string[];
  readonly ofTraffic: readonly string[];
}

export function userConditions(filter: UserFilter, parameters: SqlParameters): UserConditions {
  return {
    ofUser: [
      ...among('u.id', 'uuid', filter.ids, parameters),
      ...among('u.username_key', 'text', filter.usernames?.map(usernameKey), parameters),
      ...among('u.status', 'text', filter.statuses, parameters),
      ...among('u.account_id', 'uuid', filter.accountIds, parameters),
      ...among('u.reset_strategy', 'text', filter.resetStrategies, parameters),
      ...(filter.groupIds ? [inGroups(filter.groupIds, parameters)] : []),
      ...(filter.tags ? [`u.tags @> ${parameters.add(filter.tags, 'text[]')}`] : []),
      ...nullness('u.limit_bytes', filter.unlimited),
      ...nullness('u.expires_at', filter.neverExpires),
      ...bytesWithin('u.limit_bytes', filter.limitBytes, parameters),
      ...timeWithin(`COALESCE(u.expires_at, 'infinity')`, filter.expiresAt, parameters),
      ...timeWithin('u.created_at', filter.createdAt, parameters),
      ...searched(filter.search ?? '', parameters),
    ],
    ofTraffic: [
      ...bytesWithin('t.used_bytes', filter.usedBytes, parameters),
      ...nullness('t.last_online_at', filter.neverOnline),
      ...timeWithin(`COALESCE(t.last_online_at, '-infinity')`, filter.lastOnlineAt, parameters),
    ],
  };
}

function among(column: string, type: string, values: readonly string[] | undefined, parameters: SqlParameters) {
  return values ? [`${column} = ANY (${parameters.add(values, `${type}[]`)})`] : [];
}

function inGroups(groupIds: readonly string[], parameters: SqlParameters): string {
  const ids = parameters.add(groupIds, 'uuid[]');
  return `EXISTS (SELECT FROM group_member m WHERE m.user_id = u.id AND m.group_id = ANY (${ids}))`;
}

function nullness(column: string, isNull: boolean | undefined): readonly string[] {
  if (isNull === undefined) return [];
  return [`${column} IS ${isNull ? '' : 'NOT '}NULL`];
}

function bytesWithin(column: string, { min, max }: BytesRange = {}, parameters: SqlParameters): readonly string[] {
  return [
    ...(min === undefined ? [] : [`${column} >= ${parameters.add(min, 'bigint')}`]),
    ...(max === undefined ? [] : [`${column} <= ${parameters.add(max, 'bigint')}`]),
  ];
}

/** As `search` in a filter, for where so many are found that it is better to look at users in their order. */
export function searchedLoosely(search: string, parameters: SqlParameters): readonly string[] {
  return searchTerms(search).map(({ text, grams }) => {
    const has = `u.search_text LIKE ${parameters.add(patternOf(text), 'text')}`;
    const hasGrams = `u.search_grams @> ${parameters.add(grams, 'integer[]')}`;
    // Never null; but of this the planner knows no index, and takes it to be so for every second row.
    return `COALESCE(${has} AND ${hasGrams}, FALSE)`;
  });
}

/** The grams find the rows through their index, the text itself says that they are the right ones. */
function searched(search: string, parameters: SqlParameters): readonly string[] {
  return searchTerms(search).flatMap(({ text, grams }) => [
    `u.search_grams @> ${parameters.add(grams, 'integer[]')}`,
    `u.search_text LIKE ${parameters.add(patternOf(text), 'text')}`,
  ]);
}

function patternOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
