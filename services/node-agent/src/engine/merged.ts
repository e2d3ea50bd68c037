import type {
  Applied,
  AppliedUsers,
  Engine,
  EngineHealth,
  SessionList,
  UserBucket,
  UserDigest,
  UserDigests,
} from '@vortex/contracts/tunnel';
import { mainInstance } from './instance';

/** What one instance has said. */
interface Said<T> {
  readonly name: string;
  readonly word: T;
}

type Some<T> = readonly [T, ...T[]];

/** As of one engine. Where users stand differently, or some have none, they are to be told all of them. */
export function mergedHello(words: Some<Engine>): Engine {
  const [first, ...others] = words;
  const isEven = others.every(
    ({ usersGeneration, usersRevision }) =>
      usersGeneration === first.usersGeneration && usersRevision === first.usersRevision,
  );
  const startedAtMs = Math.max(...words.map(({ startedAt }) => startedAt?.getTime() ?? 0));
  return {
    ...first,
    ...(isEven ? {} : { usersGeneration: '', usersRevision: 0n }),
    capabilities: first.capabilities.filter((one) => others.every(({ capabilities }) => capabilities.includes(one))),
    restartNeeded: [...new Set(words.flatMap(({ restartNeeded }) => restartNeeded))],
    startedAt: new Date(startedAtMs),
  };
}

/** The worst counts, and says which instance it is. What all count in one ledger is told once. */
export function mergedHealth(answered: Some<Said<EngineHealth>>, silent: readonly string[]): EngineHealth {
  const words = answered.map(({ word }) => word);
  const [{ word: first }] = answered;
  const sum = (of: (word: EngineHealth) => bigint) => words.reduce((total, word) => total + of(word), 0n);
  const nameOf = (instance: string, part: string) => (instance === mainInstance ? part : `${instance}: ${part}`);
  const parts = answered.flatMap(({ name, word }) =>
    word.parts.map((part) => ({ ...part, name: nameOf(name, part.name) })),
  );
  const lost = silent.map((name) => ({ name: nameOf(name, 'engine'), healthy: false, detail: 'It does not answer.' }));
  return {
    ...first,
    healthy: lost.length === 0 && words.every(({ healthy }) => healthy),
    parts: [...parts, ...lost],
    users: words.reduce((most, { users }) => (users > most ? users : most), 0n),
    sessions: sum(({ sessions }) => sessions),
    inbounds: sum(({ inbounds }) => inbounds),
    draining: words.some(({ draining }) => draining),
    drainingSessions: sum(({ drainingSessions }) => drainingSessions),
    sessionsAccepted: sum(({ sessionsAccepted }) => sessionsAccepted),
    sessionsRefused: sum(({ sessionsRefused }) => sessionsRefused),
  };
}

export function mergedApplied(words: readonly Applied[]): Applied {
  const unknown = words.flatMap((word) => word.unknown);
  const isFirst = (one: (typeof unknown)[number], at: number) =>
    unknown.findIndex(({ tag, engine }) => tag === one.tag && engine === one.engine) === at;
  return {
    unknown: unknown.filter(isFirst),
    restartNeeded: [...new Set(words.flatMap(({ restartNeeded }) => restartNeeded))],
  };
}

/** All have all users: what is wrong with one itself each of them tells. */
export function mergedUsers(words: Some<AppliedUsers>): AppliedUsers {
  const problems = new Map(
    words.flatMap((word) =>
      word.problems.map((one) => [`${one.userId} ${one.deviceId} ${one.inboundTag} ${one.code}`, one] as const),
    ),
  );
  return { ...words[0], problems: [...problems.values()], problemsTotal: BigInt(problems.size) };
}

export function mergedSessions(words: readonly SessionList[], limit: number): SessionList {
  const sessions = words.flatMap((word) => word.sessions);
  const since = (one: (typeof sessions)[number]) => one.since?.getTime() ?? 0;
  return {
    sessions: sessions.sort((one, other) => since(one) - since(other)).slice(0, limit),
    total: words.reduce((total, word) => total + word.total, 0n),
  };
}

/** Where instances differ, or stand elsewhere, it is told what nobody should have: so whoever compares tells these users again. */
export function mergedDigests(words: Some<UserDigests>): UserDigests {
  const [first, ...others] = words;
  if (others.length === 0) return first;
  const numbers = [...new Set(words.flatMap(({ buckets }) => buckets.map(({ number }) => number)))];
  const buckets = numbers.map((number) =>
    mergedBucket(
      number,
      words.map((word) => word.buckets.find((one) => one.number === number)),
    ),
  );
  const stands = others.some(({ revision }) => revision !== first.revision) ? 0n : first.revision;
  return { generation: first.generation, revision: stands, buckets };
}

function mergedBucket(number: number, told: readonly (UserBucket | undefined)[]): UserBucket {
  const digests = told.map((bucket) => (bucket?.users ? bucket.digest : undefined));
  const users = Math.max(...told.map((bucket) => bucket?.users ?? 0));
  return { number, users, digest: agreed(digests), details: mergedDetails(told) };
}

function mergedDetails(told: readonly (UserBucket | undefined)[]): UserDigest[] {
  const maps = told.map((bucket) => new Map(bucket?.details.map(({ userId, digest }) => [userId, digest])));
  const ids = new Set(maps.flatMap((map) => [...map.keys()]));
  return [...ids].map((userId) => ({ userId, digest: agreed(maps.map((map) => map.get(userId))) }));
}

/** What all say; else what none of them does. */
function agreed(digests: readonly (bigint | undefined)[]): bigint {
  const [first] = digests;
  if (first !== undefined && digests.every((one) => one === first)) return first;
  let other = 0n;
  while (digests.includes(other)) other += 1n;
  return other;
}
