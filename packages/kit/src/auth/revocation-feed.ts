import type { FanOut } from '@vortex/cache';
import type { Revocations as RevocationsMessage } from '@vortex/contracts/auth';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log/log';
import {
  readNotices,
  type RevocationNotice,
  type Revocations,
  revocationTopic,
  type TokenIdentity,
} from './revocations';

/** With the 2 s that asking may take, whatever the fan-out has lost is known here in less than 5 s. */
const pollMs = 2_000;
const resubscribeMs = 1_000;

export type ListRevocations = (cursor: string) => Promise<RevocationsMessage>;

/** Keeps `Revocations` up to date: the fan-out tells at once, auth's list makes up for what it loses. */
export class RevocationFeed {
  private readonly ending = new AbortController();
  private running: Promise<unknown> | undefined;
  private asking: Promise<void> | undefined;
  private cursor = '';

  constructor(
    private readonly revocations: Revocations,
    private readonly list: ListRevocations,
    private readonly fanOut: FanOut,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running ??= Promise.all([this.poll(), this.follow()]);
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  /** For the verifier: asks auth first where its last word is too long ago, as it is at the start. */
  check(token: TokenIdentity): void | Promise<void> {
    if (this.revocations.isFresh) return this.revocations.check(token);
    return this.refresh().then(() => this.revocations.check(token));
  }

  /** Reads auth's list now, unless somebody is at it. Resolves also when auth does not answer. */
  refresh(): Promise<void> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async ask(): Promise<void> {
    try {
      for (let more = true; more && !this.ending.signal.aborted;) {
        const answer = await this.list(this.cursor);
        this.revocations.learn(answer.revocations.flatMap(toNotice));
        this.cursor = answer.cursor;
        more = answer.hasMore;
      }
      this.revocations.caughtUp();
    } catch (err) {
      this.revocations.missedWord();
      this.log.debug({ err }, 'auth could not be asked what was revoked');
    }
  }

  private async poll(): Promise<void> {
    while (!this.ending.signal.aborted) {
      await this.refresh();
      await pause(pollMs, undefined, { signal: this.ending.signal, ref: false }).catch(() => undefined);
    }
  }

  private async follow(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        for await (const { message } of this.fanOut.subscribe(revocationTopic, { signal })) {
          this.revocations.learn(readNotices(message));
        }
      } catch (err) {
        this.log.debug({ err }, 'the fan-out of revocations broke off');
      }
      // What was told meanwhile is read from the list.
      await pause(resubscribeMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}

function toNotice({
  subject,
  beforeRevision,
  expiresAt,
}: RevocationsMessage['revocations'][number]): RevocationNotice[] {
  if (!subject || !expiresAt) return [];
  const kind = subject.$case === 'sessionId' ? 'session' : 'account';
  return [{ kind, id: subject.value, beforeRevision: Number(beforeRevision), expiresAtMs: expiresAt.getTime() }];
}
