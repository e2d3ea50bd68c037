import { Inject, Injectable } from '@nestjs/common';
import { type DumpContents, type DumpOrigin, type DumpPart, DumpServiceService } from '@vortex/contracts/system';
import { LOG, type Log, RpcClients, runOutsideCall } from '@vortex/kit';
import { DumpConversation } from './dump-conversation';
import { PictureDisturbed } from './dump.errors';
import { snapshotOrder } from './snapshot-order';

/** How long events may wait in the outboxes. Requests do not wait at all. */
const stillMs = 5_000;
/** Relays go on by themselves after this, should we be gone. */
const holdMs = 15_000;

export interface ServicePicture {
  readonly origin: DumpOrigin;
  readonly contents: DumpContents;
  /** Pieces of each table, then its number of rows. */
  read(): AsyncIterable<DumpPart>;
}

export interface PlatformPicture {
  readonly services: readonly ServicePicture[];
  close(): Promise<void>;
}

interface Pictured {
  readonly talk: DumpConversation;
  readonly origin: DumpOrigin;
}

/**
 * All databases as of one moment, in the sense that matters to events: a database shows the effect of an event only if its
 * producer's shows the cause, and an event whose effect is missing is still in its producer's outbox. For that, every
 * relay is held, what was published before has its effect, and only then the snapshots are taken. See docs/backup.md.
 */
@Injectable()
export class PlatformPictures {
  constructor(
    private readonly clients: RpcClients,
    @Inject(LOG) private readonly log: Log,
  ) {}

  take(options: { readonly withMasterKeys: boolean; readonly signal: AbortSignal }): Promise<PlatformPicture> {
    // It goes on when whoever asked for it has gone.
    return runOutsideCall(() => this.open(options.withMasterKeys, options.signal));
  }

  private async open(withMasterKeys: boolean, signal: AbortSignal): Promise<PlatformPicture> {
    const ending = new AbortController();
    const talks = this.clients.peerNames.map(
      (service) =>
        new DumpConversation(
          service,
          this.clients.client(DumpServiceService, service),
          AbortSignal.any([signal, ending.signal]),
        ),
    );
    const close = async (): Promise<void> => {
      await Promise.allSettled(talks.map((talk) => talk.close()));
      ending.abort();
    };
    const startedAt = performance.now();
    try {
      const services = await within(stillMs, this.picture(talks, withMasterKeys));
      this.log.info({ ms: Math.round(performance.now() - startedAt), services: talks.length }, 'relays stood still');
      return { services, close };
    } catch (error) {
      ending.abort();
      await close();
      throw error;
    }
  }

  private async picture(talks: readonly DumpConversation[], withMasterKeys: boolean): Promise<ServicePicture[]> {
    const held: Pictured[] = await Promise.all(
      talks.map(async (talk) => {
        const { origin } = await talk.ask({ step: 'DUMP_STEP_HOLD', withinMs: holdMs, withMasterKeys });
        return { talk, origin: known(origin) };
      }),
    );
    await Promise.all(talks.map((talk) => talk.ask({ step: 'DUMP_STEP_DRAIN', withinMs: stillMs })));
    const byName = new Map(held.map((one) => [one.origin.service, one]));
    const order = snapshotOrder(new Map(held.map(({ origin }) => [origin.service, origin.calls])));
    const pictures: ServicePicture[] = [];
    for (const { talk, origin } of order.flatMap((name) => byName.get(name) ?? [])) {
      const { contents } = await talk.ask({ step: 'DUMP_STEP_SNAPSHOT' });
      pictures.push({ origin, contents: known(contents), read: () => talk.read() });
    }
    const released = await Promise.all(talks.map((talk) => talk.ask({ step: 'DUMP_STEP_RELEASE' })));
    if (!released.every(({ undisturbed }) => undisturbed)) throw new PictureDisturbed('hold_lost');
    return pictures;
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a service answered a step of a copy with nothing');
  return value;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PictureDisturbed('too_slow')), ms);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
