import { type AccountCaller, type AccountId, type Id, newId, type TenantId } from '@vortex/kit';

export type IncidentId = Id<'incident'>;

/** As nodes tells of them. What a later release may tell of besides is kept, and not shown. */
export const incidentKinds = [
  'enrolment_refused',
  'certificate_refused',
  'proof_refused',
  'foreign_usage',
  'counters_ran_back',
  'clock_skewed',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** What happened of one kind in the name of one server, or of nobody's. */
export interface IncidentNews {
  readonly kind: string;
  readonly tenantId: TenantId | null;
  readonly serverId: string | null;
  readonly count: bigint;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** The same, until somebody takes note of it. */
export interface Incident extends IncidentNews {
  readonly id: IncidentId;
  readonly acknowledgedAt: Date | null;
  /** Null for an account of another tenant that acts for this one: the audit knows it. */
  readonly acknowledgedBy: AccountId | null;
}

/** Whose incidents somebody may see. Those of nobody's server are the operator's, and nobody's who acts for another tenant. */
export interface Sight {
  readonly tenantId: TenantId;
  readonly seesNobodys: boolean;
}

const dayMs = 24 * 3_600_000;
const keptMs = 90 * dayMs;

export function sightOf({ tenantId, homeTenantId, isOperator }: AccountCaller): Sight {
  return { tenantId, seesNobodys: isOperator && tenantId === homeTenantId };
}

/** What happened last at this instant or later goes on when it happens again at `at`. */
export function goesOnSince(at: Date): Date {
  return new Date(at.getTime() - dayMs);
}

export function forgottenBefore(now: Date): Date {
  return new Date(now.getTime() - keptMs);
}

export function begun(news: IncidentNews): Incident {
  return { ...news, id: newId<'incident'>(), acknowledgedAt: null, acknowledgedBy: null };
}

/** Who took note first stays. */
export function acknowledged(incident: Incident, by: AccountCaller, at: Date): Incident {
  if (incident.acknowledgedAt) return incident;
  const acknowledgedBy = by.tenantId === by.homeTenantId ? by.accountId : null;
  return { ...incident, acknowledgedAt: at, acknowledgedBy };
}
