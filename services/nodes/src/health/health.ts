/** Why a server is not well. */
export const healthCodes = [
  'agent_silent',
  'engine_unhealthy',
  'configuration_refused',
  'inbound_unreachable',
  'clock_skewed',
  'certificate_expiring',
] as const;
export type HealthCode = (typeof healthCodes)[number];

export interface HealthReason {
  readonly code: HealthCode;
  /** The inbound it is about, or empty. */
  readonly inboundId: string;
}

export const healthStates = ['healthy', 'degraded', 'unhealthy'] as const;
export type HealthState = (typeof healthStates)[number];

/** What is known of a server when it is looked at. */
export interface Findings {
  readonly agentHeard: boolean;
  readonly engineHealthy: boolean;
  readonly configurationRefused: boolean;
  readonly clockSkewMs: number;
  /** Until its certificate ends; undefined where nobody has told. */
  readonly certificateLeftMs: number | undefined;
  /** Of inbounds that handshakes could be tried with. */
  readonly handshakes: readonly { readonly inboundId: string; readonly failure: string; readonly latencyMs: number }[];
}

const skewedMs = 60_000;
/** Renewed at twenty days left; at ten, something keeps it from being renewed. */
const expiringMs = 10 * 24 * 60 * 60_000;
const slowMs = 2_000;

/** A single look: 100 is all well, below 50 is too bad to send anybody there. */
export function look(findings: Findings): { readonly score: number; readonly reasons: readonly HealthReason[] } {
  const { handshakes, agentHeard, engineHealthy } = findings;
  const failed = handshakes.filter(({ failure }) => failure !== '');
  const reasons: HealthReason[] = [];
  let score =
    handshakes.length === 0 ? 100 : Math.round((100 * (handshakes.length - failed.length)) / handshakes.length);
  const note = (code: HealthCode, most: number, applies: boolean): void => {
    if (!applies) return;
    reasons.push({ code, inboundId: '' });
    score = Math.min(score, most);
  };
  // A node serves without the panel: where handshakes are made, a silent agent is no reason to take it from people.
  note('agent_silent', handshakes.length > failed.length ? 70 : 0, !agentHeard);
  note('engine_unhealthy', handshakes.length > failed.length ? 60 : 20, agentHeard && !engineHealthy);
  note('configuration_refused', 75, findings.configurationRefused);
  note('clock_skewed', 85, agentHeard && Math.abs(findings.clockSkewMs) > skewedMs);
  note('certificate_expiring', 85, (findings.certificateLeftMs ?? Infinity) < expiringMs);
  for (const { inboundId } of failed) reasons.push({ code: 'inbound_unreachable', inboundId });
  const made = handshakes.filter(({ failure }) => failure === '').map(({ latencyMs }) => latencyMs);
  if (made.length > 0 && Math.min(...made) > slowMs) score = Math.min(score, 85);
  return { score, reasons };
}

/** What a server's looks have come to. */
export interface Health {
  readonly state: HealthState;
  /** 0 to 100. */
  readonly score: number;
  /** In a row, as of the last look. */
  readonly badLooks: number;
  readonly goodLooks: number;
  readonly goodSince: Date | null;
  readonly since: Date;
}

const bad = 50;
const good = 70;
const well = 90;
/** One look may be a lost packet. */
const looksToLeave = 3;
/** Who comes back too soon goes again. */
const looksToReturn = 3;
const returnAfterMs = 60_000;

/** Of a server that nobody has looked at: it is given the benefit of the doubt. */
export function newHealth(now: Date): Health {
  return { state: 'healthy', score: 100, badLooks: 0, goodLooks: 0, goodSince: null, since: now };
}

/** A server leaves after three bad looks in a row, and returns once it has been well for a minute. Between the two it stays. */
export function after(health: Health, lookScore: number, now: Date): Health {
  const goodLooks = lookScore >= good ? health.goodLooks + 1 : 0;
  const badLooks = lookScore < bad ? health.badLooks + 1 : 0;
  const goodSince = goodLooks === 0 ? null : (health.goodSince ?? now);
  const score = Math.round((health.score + lookScore) / 2);
  const seen = { score, badLooks, goodLooks, goodSince };
  const state = stateAfter(health, seen, now);
  return { ...seen, state, since: state === health.state ? health.since : now };
}

function stateAfter({ state }: Health, seen: Omit<Health, 'state' | 'since'>, now: Date): HealthState {
  if (seen.badLooks >= looksToLeave) return 'unhealthy';
  const { goodSince, goodLooks, score } = seen;
  if (state === 'unhealthy') {
    const isBack = goodSince && goodLooks >= looksToReturn && now.getTime() - goodSince.getTime() >= returnAfterMs;
    return isBack ? wellState(score) : 'unhealthy';
  }
  return wellState(score);
}

function wellState(score: number): HealthState {
  return score >= well ? 'healthy' : 'degraded';
}

export const usualLookMs = 15_000;
const closerMs = 5_000;

/** Sooner while the next look may change something. */
export function nextLookMs({ state, badLooks, goodLooks }: Health): number {
  const mayChange = state === 'unhealthy' ? goodLooks > 0 : badLooks > 0;
  return mayChange ? closerMs : usualLookMs;
}

const scoreBandWidth = 10;
const loadBandWidth = 100;

/** What others are to be told of, put in a word: not every measurement. */
export function toldOf({ state, score }: Pick<Health, 'state' | 'score'>, loadMilli: number): string {
  return `${state} ${Math.floor(score / scoreBandWidth)} ${Math.floor(loadMilli / loadBandWidth)}`;
}

/** Of the users and the throughput a server is meant to carry, whichever is more. 0 where it has no limits. */
export function loadMilli(
  carries: { readonly sessions: number; readonly bytesPerSecond: number },
  capacity: { readonly users: number; readonly megabitsPerSecond: number },
): number {
  const share = (now: number, most: number): number => (most > 0 ? Math.round((1_000 * now) / most) : 0);
  return Math.max(
    share(carries.sessions, capacity.users),
    share((carries.bytesPerSecond * 8) / 1_000_000, capacity.megabitsPerSecond),
  );
}
