/** Reports of one transaction to begin with, and at most: an engine tells every second, so most of them are of the same users. */
export const firstPortion = 10;
const mostReports = 100;
/** Others wait for accounts and leases of the users meanwhile. */
const longMs = 2_000;

/** How many reports go into the books at once, where it took so long with so many. */
export function nextPortion(reports: number, tookMs: number): number {
  if (tookMs > longMs) return smaller(reports);
  return tookMs < longMs / 4 ? Math.min(2 * reports, mostReports) : reports;
}

/** Where it took too long altogether. */
export function smaller(reports: number): number {
  return Math.max(1, Math.floor(reports / 2));
}
