import type { GroupId } from '../groups/group';
import { fromJson, toJson } from '../jobs/job-json';
import type { Json } from '../jobs/job';
import type { User, UserId } from '../users/user';
import { enabled, statusAt } from '../users/user-status';

/** What a bulk operation may replace. */
const undoable = ['hold', 'expiresAt', 'limitBytes'] as const;
type Undoable = Pick<User, (typeof undoable)[number]> & {
  readonly disabled: boolean;
  readonly groupIds: readonly GroupId[];
};

/** What one user had, and what it was given for it. */
export interface UndoRecord {
  readonly id: UserId;
  readonly before: Partial<Undoable>;
  readonly after: Partial<Undoable>;
}

export const writeRecords = (records: readonly UndoRecord[]): readonly Json[] => records.map(toJson);
export const readRecords = (items: readonly Json[]): readonly UndoRecord[] =>
  items.map((item) => fromJson<UndoRecord>(item));

/** Of what was changed, that which can be told apart later. Of a status only whether a person set it: the rest follows. */
export function recordOf(before: User, after: User): UndoRecord {
  const changed = undoable.filter((field) => !same(before[field], after[field]));
  const values = (user: User): Partial<Undoable> => Object.fromEntries(changed.map((field) => [field, user[field]]));
  const [was, is] = [before.status === 'DISABLED', after.status === 'DISABLED'];
  return {
    id: before.id,
    before: { ...values(before), ...(was === is ? {} : { disabled: was }) },
    after: { ...values(after), ...(was === is ? {} : { disabled: is }) },
  };
}

/**
 * The user with what it had before; undefined when somebody has changed one of those values since, whose change would be
 * lost.
 */
export function restored(user: User, { before, after }: UndoRecord, now: Date): Partial<User> | undefined {
  const { groupIds: _, disabled: wasDisabled, ...values } = before;
  const { groupIds: __, disabled: isDisabled, ...given } = after;
  const unchanged = undoable.every((field) => !(field in given) || same(given[field], user[field]));
  if (!unchanged) return undefined;
  if (isDisabled !== undefined && (user.status === 'DISABLED') !== isDisabled) return undefined;
  const next = { ...user, ...values };
  if (wasDisabled === true) return { ...values, status: 'DISABLED' };
  return { ...values, ...(wasDisabled === false ? enabled(next, now) : { status: statusAt(next, now) }) };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(toJson(one)) === JSON.stringify(toJson(other));
}

/** Two lists with the same groups in whatever order. */
export function sameGroups(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && new Set([...one, ...other]).size === one.length;
}
