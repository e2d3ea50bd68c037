import type { ServiceDefinition } from './define-service';

/** Whoever is called comes before who calls it. Services that call each other keep the order they were given in. */
export function startOrder(services: readonly ServiceDefinition[]): readonly ServiceDefinition[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  const ordered = new Set<ServiceDefinition>();
  const visit = (service: ServiceDefinition, path: readonly ServiceDefinition[]): void => {
    if (ordered.has(service) || path.includes(service)) return;
    // Auth's keys are needed by everyone.
    for (const name of service.name === 'auth' ? (service.calls ?? []) : ['auth', ...(service.calls ?? [])]) {
      const called = byName.get(name);
      if (called) visit(called, [...path, service]);
    }
    ordered.add(service);
  };
  for (const service of services) visit(service, []);
  return [...ordered];
}
