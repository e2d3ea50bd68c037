import { setTimeout as sleep } from 'node:timers/promises';
import type { DurableFile } from '../disk/durable-file.store';
import { renew } from '../identity/enrolment';
import type { Identity } from '../identity/identity';
import { panelClient } from '../identity/panel-client.grpc';
import { Refused } from '../rpc';
import { PanelSession, type SessionParts } from './panel-session.service';

const firstPauseMs = 250;
const longestPauseMs = 30_000;
/** A stream that held so long was not the panel's refusal. */
const steadyMs = 5_000;

/** Keeps a stream to the panel, over whichever of its addresses answers. The node works the same without one. */
export class PanelConnection {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private identity: Identity,
    private readonly file: DurableFile<Identity>,
    private readonly parts: SessionParts & { readonly disconnected: (why: string) => void },
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let failures = 0;
    for (let turn = 0; !signal.aborted; turn += 1) {
      const { addresses } = this.identity;
      const address = addresses[turn % addresses.length] ?? '';
      const startedAt = performance.now();
      const why = await this.attempt(address).then(
        () => 'the stream ended',
        async (error: unknown) =>
          (await this.heal(error, address)) ?? (error instanceof Error ? error.message : String(error)),
      );
      if (signal.aborted) return;
      this.parts.disconnected(why);
      failures = performance.now() - startedAt > steadyMs ? 0 : failures + 1;
      this.parts.log.warn({ address, why, failures }, 'no stream to the panel');
      // Full jitter: a fleet that lost its panel must not come back as one.
      const most = Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
      await sleep(firstPauseMs / 2 + Math.random() * most, undefined, { signal }).catch(() => undefined);
    }
  }

  private async attempt(address: string): Promise<void> {
    if (Date.parse(this.identity.renewAt) < Date.now()) await this.renew(address);
    const client = panelClient(address, this.identity);
    const renewal = this.renewalIn(Date.parse(this.identity.renewAt) - Date.now());
    try {
      await new PanelSession(client, this.identity, this.parts).run(
        AbortSignal.any([this.stopping.signal, renewal.signal]),
      );
    } finally {
      renewal.cancel();
      client.close();
    }
  }

  /** A new certificate is due while the stream is open: the next one begins with it. */
  private renewalIn(ms: number): { signal: AbortSignal; cancel: () => void } {
    const controller = new AbortController();
    const longestTimerMs = 2 ** 31 - 1;
    const timer = setTimeout(() => controller.abort(), Math.min(Math.max(ms, 0), longestTimerMs)).unref();
    return { signal: controller.signal, cancel: () => clearTimeout(timer) };
  }

  private async renew(address: string): Promise<void> {
    this.identity = await renew(this.identity, address);
    await this.file.write(this.identity);
    this.parts.log.info({ expiresAt: this.identity.expiresAt }, 'has a new certificate');
  }

  /** A certificate that has expired is refused like one that was revoked; only the panel knows which. */
  private async heal(error: unknown, address: string): Promise<string | undefined> {
    if (!(error instanceof Refused) || error.code !== 'certificate_refused') return undefined;
    const isExpired = Date.parse(this.identity.expiresAt) < Date.now();
    if (!isExpired) return 'the panel has withdrawn this identity; enrol anew';
    return this.renew(address).then(
      () => 'the certificate had expired and was renewed',
      (failure: unknown) => `the certificate has expired and was not renewed: ${String(failure)}`,
    );
  }
}
