import { z } from 'zod';
import { Unauthenticated, Unavailable } from '../errors/failures';
import type { Clock } from '../clock/clock';

/** Access tokens that are refused before they expire. */
export interface RevocationNotice {
  /** `session`: every token of that session or API token. `account`: those issued before the account had a revision. */
  readonly kind: 'session' | 'account';
  readonly id: string;
  /** Of an account; 0 for a session. */
  readonly beforeRevision: number;
  /** After this no token it is about can be valid any more. */
  readonly expiresAtMs: number;
}

/** What of a token decides whether it is revoked. */
export interface TokenIdentity {
  readonly sessionId: string;
  readonly accountId: string;
  /** The account's when the token was issued. */
  readonly accountRevision: number;
}

/** Where auth tells at once what it has revoked. Whoever misses it reads auth's list a moment later. */
export const revocationTopic = 'auth:revocations';

const notices = z.array(
  z.object({
    kind: z.enum(['session', 'account']),
    id: z.string(),
    beforeRevision: z.number(),
    expiresAtMs: z.number(),
  }),
);

export const writeNotices = (list: readonly RevocationNotice[]): string => JSON.stringify(list);

export const readNotices = (message: string): RevocationNotice[] => notices.parse(JSON.parse(message));

/** For so long after the last word from auth tokens are still believed. Long enough for auth to restart. */
export const believedForMs = 30_000;

export type Verdict = 'session_revoked' | 'token_outdated';

type Listener = () => void;

/** What is known here of revoked tokens, and how fresh it is. */
export class Revocations {
  private readonly sessions = new Map<string, number>();
  private readonly accounts = new Map<string, { readonly beforeRevision: number; readonly expiresAtMs: number }>();
  private readonly listeners = new Set<Listener>();
  private lastWordAtMs: number | undefined;

  /** @param monotonic measures how long auth has been silent; of the machine also where a test moves the clock */
  constructor(
    private readonly clock: Clock,
    private readonly monotonic: () => number = () => performance.now(),
  ) {}

  /** Whether what is known here is recent enough to believe anybody. */
  get isFresh(): boolean {
    return this.lastWordAtMs !== undefined && this.monotonic() - this.lastWordAtMs < believedForMs;
  }

  /** @throws Unauthenticated when the token was revoked, Unavailable when that cannot be told */
  check(token: TokenIdentity): void {
    const verdict = this.verdictOn(token);
    if (verdict) throw new Unauthenticated(verdict);
    if (!this.isFresh) throw new Unavailable('revocations_unavailable');
  }

  verdictOn({ sessionId, accountId, accountRevision }: TokenIdentity): Verdict | undefined {
    if (this.sessions.has(sessionId)) return 'session_revoked';
    const account = this.accounts.get(accountId);
    return account && accountRevision < account.beforeRevision ? 'token_outdated' : undefined;
  }

  /** Takes in what was revoked, in any order and however often it is told. */
  learn(list: readonly RevocationNotice[]): void {
    const before = this.sessions.size + this.accounts.size;
    let isNews = false;
    for (const { kind, id, beforeRevision, expiresAtMs } of list) {
      if (kind === 'session') {
        isNews ||= !this.sessions.has(id);
        this.sessions.set(id, Math.max(expiresAtMs, this.sessions.get(id) ?? 0));
        continue;
      }
      const known = this.accounts.get(id);
      if (known && known.beforeRevision >= beforeRevision) continue;
      this.accounts.set(id, { beforeRevision, expiresAtMs });
      isNews = true;
    }
    if (before > 0) this.forget();
    if (isNews) this.tell();
  }

  /** Auth's list was read to its end just now. */
  caughtUp(): void {
    this.lastWordAtMs = this.monotonic();
  }

  /** Auth could not be asked. Whoever was believed before is not for ever. */
  missedWord(): void {
    if (!this.isFresh) this.tell();
  }

  /** `listener` is told when somebody may have to go. Answers with how to stop that. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private forget(): void {
    const nowMs = this.clock.now().getTime();
    for (const [id, expiresAtMs] of this.sessions) if (expiresAtMs <= nowMs) this.sessions.delete(id);
    for (const [id, { expiresAtMs }] of this.accounts) if (expiresAtMs <= nowMs) this.accounts.delete(id);
  }
}
