/** One input the server refused. */
export interface FieldViolation {
  /** Path from the root of the request, e.g. `input.newPassword`. */
  readonly path: string;
  /** A stable name, e.g. `too_short`. */
  readonly code: string;
  /** One English sentence. */
  readonly message: string;
}

interface VortexErrorFields {
  readonly message: string;
  readonly code: string;
  readonly reason?: string;
  readonly facts?: Readonly<Record<string, string>>;
  readonly violations?: readonly FieldViolation[];
  readonly traceId?: string;
  readonly cause?: unknown;
}

/** What the server refused or what kept it from being reached. */
export class VortexError extends Error {
  override readonly name = 'VortexError';
  /** The kind of failure, e.g. `UNAUTHENTICATED`, `INVALID_INPUT`, `UNAVAILABLE`, `INTERNAL`. */
  readonly code: string;
  /** The failure by name, e.g. `wrong_credentials`; `unknown` where the server gave none. */
  readonly reason: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly violations: readonly FieldViolation[];
  /** Finds the failure in the server's logs and traces. */
  readonly traceId: string | undefined;

  constructor(fields: VortexErrorFields) {
    super(fields.message, { cause: fields.cause });
    this.code = fields.code;
    this.reason = fields.reason ?? 'unknown';
    this.facts = fields.facts ?? {};
    this.violations = fields.violations ?? [];
    this.traceId = fields.traceId;
  }

  /** What was wrong with one input, or nothing. */
  violationAt(path: string): FieldViolation | undefined {
    return this.violations.find((violation) => violation.path === path);
  }
}

/** One entry of the `errors` of a GraphQL response, as far as the server keeps its promise. */
export interface GraphqlErrorEntry {
  readonly message?: unknown;
  readonly extensions?: unknown;
}

/** Reads an entry of `errors` without trusting its shape: a proxy may have answered instead of the server. */
export function fromGraphqlError(entry: GraphqlErrorEntry): VortexError {
  const extensions = isRecord(entry.extensions) ? entry.extensions : {};
  return new VortexError({
    message: text(entry.message) ?? 'The server gave no reason.',
    code: text(extensions['code']) ?? 'INTERNAL',
    reason: text(extensions['reason']),
    facts: isRecord(extensions['facts']) ? texts(extensions['facts']) : {},
    violations: Array.isArray(extensions['violations']) ? extensions['violations'].filter(isViolation) : [],
    traceId: text(extensions['traceId']),
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isViolation(value: unknown): value is FieldViolation {
  return isRecord(value) && ['path', 'code', 'message'].every((key) => typeof value[key] === 'string');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, String(value)]));
}
