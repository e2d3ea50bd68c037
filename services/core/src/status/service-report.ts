export type Level = 'OK' | 'DEGRADED' | 'FAILED';

export interface PartReport {
  readonly name: string;
  readonly state: Level;
  /** One sentence for people, when the part is not well. */
  readonly detail?: string | undefined;
}

/** What a service tells about itself. */
export interface ServiceFacts {
  readonly version: string;
  readonly startedAt: Date;
  /** Services of one process report the same. */
  readonly processId: string;
  readonly residentMemoryBytes: bigint;
  readonly outboxBacklog: bigint;
  readonly deadLetters: bigint;
}

export interface ServiceReport {
  readonly name: string;
  readonly state: Level;
  readonly parts: readonly PartReport[];
  /** Absent when the service does not answer. */
  readonly facts?: ServiceFacts | undefined;
}

export interface Totals {
  readonly residentMemoryBytes: bigint;
  readonly outboxBacklog: bigint;
  readonly deadLetters: bigint;
}

export function worstOf(reports: readonly { readonly state: Level }[]): Level {
  if (reports.some(({ state }) => state === 'FAILED')) return 'FAILED';
  return reports.some(({ state }) => state === 'DEGRADED') ? 'DEGRADED' : 'OK';
}

export function silent(name: string): ServiceReport {
  return { name, state: 'FAILED', parts: [] };
}

/** The parts of all services, each under its service's name. */
export function partsOf(reports: readonly ServiceReport[]): PartReport[] {
  return reports.flatMap(({ name: service, state, parts }) =>
    parts.length === 0 && state !== 'OK'
      ? [{ name: service, state, detail: 'The service does not answer.' }]
      : parts.map((part) => ({ ...part, name: `${service}/${part.name}` })),
  );
}

/** Sums over all services that answer; a process that several of them share uses its memory once. */
export function totalsOf(reports: readonly ServiceReport[]): Totals {
  const known = reports.flatMap(({ facts }) => facts ?? []);
  const processes = new Map(known.map((facts) => [facts.processId, facts.residentMemoryBytes]));
  const sum = (values: Iterable<bigint>) => [...values].reduce((total, value) => total + value, 0n);
  return {
    residentMemoryBytes: sum(processes.values()),
    outboxBacklog: sum(known.map((facts) => facts.outboxBacklog)),
    deadLetters: sum(known.map((facts) => facts.deadLetters)),
  };
}
