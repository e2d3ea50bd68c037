import { type AccountId, parseInput } from '@vortex/kit';
import { z } from 'zod';
import { resetStrategies } from '../calendar/reset-strategy';
import type { GroupId } from '../groups/group';
import { line, paragraphs } from '../input/text';
import { bytes, distinct, id, instant, refuse, unsaid, whole, zone } from '../input/values';
import type { Hold, NextPlan, User, UserLimits, UserNotes } from './user';

/** What may be said of a user. Undefined is not said; null is said to be none. */
type Said<T> = { readonly [K in keyof T]?: T[K] | undefined };
type Settings = UserLimits &
  UserNotes &
  Pick<User, 'username' | 'resetStrategy' | 'resetAnchor' | 'zone' | 'accountId'>;

export interface UserPatch extends Said<Settings> {
  readonly expiresAt?: Date | null | undefined;
  readonly hold?: Hold | null | undefined;
  readonly nextPlan?: NextPlan | null | undefined;
  readonly groupIds?: readonly GroupId[] | undefined;
  readonly expectedRevision?: number | undefined;
}

/** A user to be made: a name, and whatever else is known. */
export interface UserDraft extends Omit<UserPatch, 'expectedRevision' | 'username'> {
  readonly username: string;
  readonly disabled?: boolean | undefined;
}

const mostSeconds = 2 ** 31 - 1;
const mostDevices = 10_000;
/** A petabit a second, in bits. */
const mostSpeed = 10n ** 15n;

/** What fits into a number of GraphQL. */
const kilobits = whole(1, 2 ** 31 - 1);
const speed = z.bigint().superRefine((bps, context) => {
  if (bps < 1n || bps > mostSpeed)
    refuse(context, 'out_of_range', 'Take more than nothing, and at most a petabit a second.');
});
export const holdInput = z.object({ validitySeconds: whole(1, mostSeconds), until: none(instant) });
const nextPlan = z.object({
  limitBytes: none(bytes),
  durationSeconds: none(whole(1, mostSeconds)),
  resetStrategy: z
    .enum(resetStrategies)
    .nullish()
    .transform((strategy) => strategy ?? 'NONE'),
  carryOver: z
    .boolean()
    .nullish()
    .transform((carryOver) => carryOver ?? false),
});

/** What clears with null is nullable; what has to be something takes null for "not said". */
const settings = {
  accountId: id<AccountId>().nullish(),
  groupIds: unsaid(distinct(id<GroupId>(), 100)),
  limitBytes: bytes.nullish(),
  resetStrategy: unsaid(z.enum(resetStrategies)),
  resetAnchor: unsaid(instant),
  zone: zone.nullish(),
  expiresAt: instant.nullish(),
  hold: holdInput.nullish(),
  deviceLimit: whole(0, mostDevices).nullish(),
  addressLimit: whole(1, mostDevices).nullish(),
  speedLimitUpBps: speed.nullish(),
  speedLimitDownBps: speed.nullish(),
  speedLimitUpKbps: kilobits.nullish(),
  speedLimitDownKbps: kilobits.nullish(),
  note: z.union([z.null().transform(() => ''), paragraphs({ max: 2_000 })]).optional(),
  tags: unsaid(distinct(line({ max: 40 }), 32)),
  email: emptyAsNone(email),
  telegramId: emptyAsNone(telegram),
  nextPlan: nextPlan.nullish(),
};
const username = line({ max: 64 });

const draft: z.ZodType<UserDraft> = z
  .object({ ...settings, username, disabled: unsaid(z.boolean()) })
  .superRefine(oneEnd)
  .transform(inBits);
const patch: z.ZodType<UserPatch> = z
  .object({ ...settings, username: unsaid(username), expectedRevision: unsaid(z.number()) })
  .superRefine(oneEnd)
  .transform(inBits);

/** Throws `InvalidInput` with all that is wrong, by its place below `root`. */
export function parseDraft(input: unknown, root = 'input'): UserDraft {
  return parseInput(draft, input, root);
}

export function parsePatch(input: unknown, root = 'input'): UserPatch {
  return parseInput(patch, input, root);
}

interface Speeds {
  readonly speedLimitUpBps?: bigint | null | undefined;
  readonly speedLimitDownBps?: bigint | null | undefined;
  readonly speedLimitUpKbps?: number | null | undefined;
  readonly speedLimitDownKbps?: number | null | undefined;
}

/** Clients say thousands of bits, files and we ourselves say bits. */
function inBits<T extends Speeds>({ speedLimitUpKbps, speedLimitDownKbps, ...said }: T) {
  const { speedLimitUpBps = bits(speedLimitUpKbps), speedLimitDownBps = bits(speedLimitDownKbps) } = said;
  return { ...said, speedLimitUpBps, speedLimitDownBps };
}

function bits(kbps: number | null | undefined): bigint | null | undefined {
  return typeof kbps === 'number' ? BigInt(kbps) * 1_000n : kbps;
}

function oneEnd(said: Pick<UserPatch, 'hold' | 'expiresAt'>, context: z.core.$RefinementCtx): void {
  if (!said.hold || !said.expiresAt) return;
  refuse(context, 'excluded', 'On hold, the end comes from the first connection.', ['expiresAt']);
}

function none<T>(schema: z.ZodType<T>) {
  return schema.nullish().transform((value) => value ?? null);
}

function emptyAsNone(check: (text: string, context: z.core.$RefinementCtx) => void) {
  return z
    .string()
    .transform((text) => text.trim())
    .superRefine((text, context) => {
      if (text !== '') check(text, context);
    })
    .transform((text) => (text === '' ? null : text))
    .nullish();
}

function email(text: string, context: z.core.$RefinementCtx): void {
  if (/^[^\s@\p{C}]{1,64}@[^\s@\p{C}]{1,189}$/u.test(text)) return;
  refuse(context, 'not_an_email', 'This is not an e-mail address.');
}

function telegram(text: string, context: z.core.$RefinementCtx): void {
  if (/^(-?\d{1,19}|@[A-Za-z][A-Za-z0-9_]{3,31})$/.test(text)) return;
  refuse(context, 'not_a_telegram_id', 'Give a number, or a name that begins with @.');
}
