/** Prisma's name for a row whose unique value another row has. */
const uniqueViolation = 'P2002';

/** Whether a statement failed because another row, perhaps not yet committed when we looked, has the same unique value. */
export function isTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === uniqueViolation;
}
