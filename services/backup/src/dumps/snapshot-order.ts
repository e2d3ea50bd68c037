/**
 * Whoever calls comes before whoever is called: what a service has learned from another's answer, the other's snapshot,
 * taken later, knows too. Services that call each other keep the order they were given in.
 */
export function snapshotOrder(calls: ReadonlyMap<string, readonly string[]>): string[] {
  const calledFirst = new Set<string>();
  const visit = (service: string, path: readonly string[]): void => {
    if (calledFirst.has(service) || path.includes(service)) return;
    for (const called of calls.get(service) ?? []) if (calls.has(called)) visit(called, [...path, service]);
    calledFirst.add(service);
  };
  for (const service of calls.keys()) visit(service, []);
  return [...calledFirst].reverse();
}
