import type { CreateUserInput, ResetStrategy, UpdateUserInput, UserQuery } from '@vortex/sdk';
import { fromGigabytes, toGigabytes } from '../format/gigabytes';

export type UserDetail = NonNullable<UserQuery['user']>;

/** A user as somebody writes it into a form. */
export interface UserDraft {
  readonly username: string;
  readonly limit: string;
  readonly resetStrategy: ResetStrategy;
  /** As the browser's own field has it: local time without a zone. */
  readonly expires: string;
  readonly deviceLimit: string;
  readonly addressLimit: string;
  readonly speedDown: string;
  readonly speedUp: string;
  readonly groupIds: readonly string[];
  readonly note: string;
  readonly tags: string;
  readonly email: string;
  readonly telegramId: string;
}

export const emptyDraft: UserDraft = {
  username: '',
  limit: '',
  resetStrategy: 'NONE',
  expires: '',
  deviceLimit: '',
  addressLimit: '',
  speedDown: '',
  speedUp: '',
  groupIds: [],
  note: '',
  tags: '',
  email: '',
  telegramId: '',
};

export function draftOf(user: UserDetail): UserDraft {
  const text = (value: number | null) => (value === null ? '' : String(value));
  const megabits = (kbps: number | null) => (kbps === null ? '' : String(kbps / 1000));
  return {
    username: user.username,
    limit: user.limitBytes === null ? '' : toGigabytes(user.limitBytes),
    resetStrategy: user.resetStrategy,
    expires: user.expiresAt === null ? '' : toLocal(user.expiresAt),
    deviceLimit: text(user.deviceLimit),
    addressLimit: text(user.addressLimit),
    speedDown: megabits(user.speedLimitDownKbps),
    speedUp: megabits(user.speedLimitUpKbps),
    groupIds: user.groups.map(({ id }) => id),
    note: user.note,
    tags: user.tags.join(', '),
    email: user.email ?? '',
    telegramId: user.telegramId ?? '',
  };
}

export type DraftProblem = 'nameMissing' | 'notANumber';
export type DraftProblems = Partial<Record<keyof UserDraft, DraftProblem>>;

/** What can be told before asking the server. */
export function problemsOf(draft: UserDraft): DraftProblems {
  const wrong = (text: string, number: (text: string) => unknown) => text.trim() !== '' && number(text) === undefined;
  return {
    ...(draft.username.trim() === '' && { username: 'nameMissing' as const }),
    ...(wrong(draft.limit, fromGigabytes) && { limit: 'notANumber' as const }),
    ...(wrong(draft.deviceLimit, wholeNumber) && { deviceLimit: 'notANumber' as const }),
    ...(wrong(draft.addressLimit, wholeNumber) && { addressLimit: 'notANumber' as const }),
    ...(wrong(draft.speedDown, kilobits) && { speedDown: 'notANumber' as const }),
    ...(wrong(draft.speedUp, kilobits) && { speedUp: 'notANumber' as const }),
  };
}

/** What is written, each under its input's name; an empty field is null. */
function valuesOf(draft: UserDraft) {
  const text = (value: string) => value.trim() || null;
  return {
    username: draft.username.trim(),
    limitBytes: fromGigabytes(draft.limit) ?? null,
    resetStrategy: draft.resetStrategy,
    expiresAt: draft.expires === '' ? null : new Date(draft.expires).toISOString(),
    deviceLimit: wholeNumber(draft.deviceLimit) ?? null,
    addressLimit: wholeNumber(draft.addressLimit) ?? null,
    speedLimitDownKbps: kilobits(draft.speedDown) ?? null,
    speedLimitUpKbps: kilobits(draft.speedUp) ?? null,
    groupIds: draft.groupIds,
    note: draft.note,
    tags: tagsOf(draft.tags),
    email: text(draft.email),
    telegramId: text(draft.telegramId),
  };
}

/** What was not filled in is left to the server. */
export function createInput(draft: UserDraft): CreateUserInput {
  const { username, groupIds, tags, note, ...values } = valuesOf(draft);
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return {
    ...given,
    username,
    ...(groupIds.length > 0 && { groupIds }),
    ...(tags.length > 0 && { tags }),
    ...(note && { note }),
  };
}

/** Only what differs, so that somebody else's change of another field stays. */
export function updateInput(before: UserDraft, after: UserDraft, revision: number): UpdateUserInput {
  const old = valuesOf(before) as Readonly<Record<string, unknown>>;
  const changed = Object.entries(valuesOf(after)).filter(([name, value]) => {
    return JSON.stringify(value) !== JSON.stringify(old[name]);
  });
  return { ...Object.fromEntries(changed), expectedRevision: revision };
}

/** The input that restores what an update has changed. */
export function undoInput(before: UserDraft, after: UserDraft): UpdateUserInput {
  const { expectedRevision: _, ...input } = updateInput(after, before, 0);
  return input;
}

function tagsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ];
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}

function kilobits(text: string): number | undefined {
  return /^\d{1,6}([.,]\d{1,3})?$/.test(text.trim()) ? Math.round(Number(text.replace(',', '.')) * 1000) : undefined;
}

function toLocal(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
