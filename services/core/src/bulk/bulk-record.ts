import { toJson } from '../jobs/job-json';
import type { User } from '../users/user';
import { recordOf } from '../users/user-record';

type Fields = Readonly<Record<string, unknown>>;

/** What a change is of, and what it makes of it; besides, what stands elsewhere than in the user. */
export interface BulkStep {
  readonly user: User;
  readonly change: Partial<User>;
  readonly before?: Fields;
  readonly after?: Fields;
}

/** Grow with every change, and say nothing of it. */
const counters = ['revision', 'credentialsRevision'];

/** What each of many users was and what it is, by its id: the fields that differ. */
export function changesOf(pairs: readonly (readonly [BulkStep, User])[]): { before: Fields; after: Fields } {
  const differing = pairs.map(([step, next]) => {
    const before = { ...recordOf(step.user), ...step.before };
    const after = { ...recordOf(next), ...step.after };
    const names = Object.keys({ ...before, ...after }).filter(
      (name) => !counters.includes(name) && !same(before[name], after[name]),
    );
    return { id: next.id, before: pick(before, names), after: pick(after, names) };
  });
  return {
    before: Object.fromEntries(differing.map(({ id, before }) => [id, before])),
    after: Object.fromEntries(differing.map(({ id, after }) => [id, after])),
  };
}

/** What is worth knowing later of users that are gone. */
export function summariesOf(users: readonly User[]): Fields {
  return Object.fromEntries(
    users.map(({ id, username, status, limitBytes, expiresAt, accountId }) => [
      id,
      { username, status, limitBytes, expiresAt, accountId },
    ]),
  );
}

function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(toJson({ one })) === JSON.stringify(toJson({ one: other }));
}

/** Who was made, where each is something else. */
export function namesOf(users: readonly User[]): Fields {
  return Object.fromEntries(users.map(({ id, username }) => [id, { username }]));
}
