/** What keeps REALITY from being taken for a site, or from working at all. */
export type TargetProblem =
  'unresolved' | 'not_public' | 'unreachable' | 'no_tls_1_3' | 'no_x25519' | 'no_http_2' | 'untrusted' | 'other_names';

export interface TargetCheck {
  readonly problems: readonly TargetProblem[];
  /** Those of the wanted names the certificate is not for. */
  readonly otherNames: readonly string[];
  /** Of its handshake; absent where there was none. */
  readonly latencyMs: number | undefined;
}

/** How a site has answered a handshake that offered TLS 1.3 with X25519, and HTTP/2. */
export interface Greeting {
  readonly speaksHttp2: boolean;
  readonly isTrusted: boolean;
  readonly otherNames: readonly string[];
  readonly latencyMs: number;
}

export function refusedTarget(problem: TargetProblem): TargetCheck {
  return { problems: [problem], otherNames: [], latencyMs: undefined };
}

export function judge({ speaksHttp2, isTrusted, otherNames, latencyMs }: Greeting): TargetCheck {
  const problems: TargetProblem[] = [];
  if (!speaksHttp2) problems.push('no_http_2');
  if (!isTrusted) problems.push('untrusted');
  if (otherNames.length > 0) problems.push('other_names');
  return { problems, otherNames, latencyMs };
}

/** The parts of what `endpoint` accepts. */
export function partsOf(target: string): { readonly host: string; readonly port: number } {
  const at = target.lastIndexOf(':');
  return { host: target.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(target.slice(at + 1)) };
}
