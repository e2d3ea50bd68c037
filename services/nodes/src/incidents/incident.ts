/** What a node, or somebody who would be one, has done that it should not. */
export const incidentKinds = [
  /** A token that is unknown, too old, or was used before. */
  'enrolment_refused',
  /** A certificate that was revoked, has expired, or is none of ours. */
  'certificate_refused',
  /** Whoever asked for a new certificate did not hold the key of the one it showed. */
  'proof_refused',
  /** Usage of users who never belonged on the server. It was not counted. */
  'foreign_usage',
  /** Counters that stand lower than before. What they lack was not counted. */
  'counters_ran_back',
  /** A clock that is minutes off. It is reckoned with, and cuts nobody off. */
  'clock_skewed',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export interface Incident {
  readonly kind: IncidentKind;
  /** Whose name was used; undefined where nobody knows. */
  readonly serverId?: string | undefined;
  /** What else is known. No secrets. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** The kind of a refusal of the listener; undefined for what may happen to anybody. */
export function incidentOf(failureCode: string): IncidentKind | undefined {
  switch (failureCode) {
    case 'enrolment_refused':
    case 'certificate_refused':
      return failureCode;
    case 'invalid_input':
      return 'proof_refused';
    default:
      return undefined;
  }
}

const toleratedMs = 5 * 60_000;

/** Whether a clock is so far off that somebody should know. */
export function isSkewed(skewMs: number): boolean {
  return Math.abs(skewMs) > toleratedMs;
}
