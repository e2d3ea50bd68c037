/** Waits for work at most so long. What it fails with meanwhile is thrown; afterwards it goes on by itself. */
export async function doneOrLate(work: Promise<unknown>, waitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)));
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
