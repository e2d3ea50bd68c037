import type { User } from './user';

const left: ReadonlySet<string> = new Set<keyof User>([
  ...(['id', 'tenantId', 'createdAt', 'updatedAt'] as const),
  ...(['usedBytes', 'lifetimeUsedBytes', 'lastOnlineAt'] as const),
]);

/** What the audit keeps of a user: all that people set, and nothing that traffic or time does. */
export function recordOf(user: User): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(user).filter(([name]) => !left.has(name)));
}
