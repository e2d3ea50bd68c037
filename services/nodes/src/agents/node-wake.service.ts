import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CursorTooOld, type FanOut } from '@vortex/cache';
import { Database } from '@vortex/database';
import { FAN_OUT, LOG, type Log } from '@vortex/kit';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const topic = 'nodes:wake';
const everyone = '*';
/** One message holds so many servers; for more, everybody looks. */
const mostServers = 1_000;
const pauseMs = 1_000;
const message = z.object({ what: z.enum(['changed', 'revoked', 'compare']), servers: z.array(z.string()) });

export type WakeReason = z.infer<typeof message>['what'];

/** Tells the replica that holds a server's stream that there is something to do. Lost words are found out by looking. */
@Injectable()
export class NodeWake implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly woken = new EventEmitter({ captureRejections: false });
  private readonly closing = new AbortController();

  constructor(
    @Inject(FAN_OUT) private readonly fanOut: FanOut,
    private readonly db: Database,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.woken.setMaxListeners(0);
  }

  onApplicationBootstrap(): void {
    void this.listen();
  }

  onApplicationShutdown(): void {
    this.closing.abort();
  }

  /** Behind the commit of the transaction at hand. */
  afterCommit(serverIds: readonly string[], what: WakeReason = 'changed'): void {
    if (serverIds.length === 0) return;
    const servers = serverIds.length > mostServers ? [everyone] : serverIds;
    this.db.afterCommit(() => {
      this.fanOut
        .publish(topic, JSON.stringify({ what, servers }))
        .catch((err: unknown) => this.log.warn({ err }, 'agents could not be woken'));
    });
  }

  /** Calls `heard` for each word about the server, until the answer is called. */
  on(serverId: string, heard: (what: WakeReason) => void): () => void {
    for (const name of [serverId, everyone]) this.woken.on(name, heard);
    return () => {
      for (const name of [serverId, everyone]) this.woken.off(name, heard);
    };
  }

  private async listen(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        for await (const heard of this.fanOut.subscribe(topic, { signal })) {
          const { what, servers } = message.parse(JSON.parse(heard.message));
          for (const server of servers) this.woken.emit(server, what);
        }
      } catch (err) {
        if (!(err instanceof CursorTooOld)) this.log.warn({ err }, 'agents are not being woken');
        this.woken.emit(everyone, 'changed');
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
