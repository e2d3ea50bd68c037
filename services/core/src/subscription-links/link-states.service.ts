import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, CONFIG } from '@vortex/kit';
import { LRUCache } from 'lru-cache';
import type { CoreConfig } from '../config';
import { tokenHash } from '../users/subscription-link';
import { LinkChanges, type LinkMemory } from './link-changes.service';
import type { LinkState } from './link-state';
import { LinkStateReads } from './link-state-reads.service';

/** Nothing is believed for longer, though nobody has said that it has changed. */
const longestMs = 60_000;
/** While changes are not heard of. */
const deafMs = 1_000;

interface Kept {
  readonly state: LinkState;
  readonly loadedAt: number;
}

/** The users of links that were asked for lately. */
@Injectable()
export class LinkStates implements LinkMemory {
  private readonly kept: LRUCache<string, Kept>;
  private readonly tokens = new Map<string, string>();
  private readonly loads = new Map<string, Promise<LinkState | undefined>>();
  /** Grows when something is forgotten: what was being read then may be from before. */
  private changes = 0;

  constructor(
    private readonly reads: LinkStateReads,
    private readonly heard: LinkChanges,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: CoreConfig,
  ) {
    this.kept = new LRUCache({
      max: config.VORTEX_LINKS_REMEMBERED_USERS,
      dispose: ({ state }) => this.tokens.delete(state.userId),
    });
    heard.follow(this);
  }

  /** Undefined when it is not in memory; the database was not asked. */
  remembered(token: string): LinkState | undefined {
    const kept = this.kept.get(keyOf(token));
    if (!kept) return undefined;
    const age = this.clock.now().getTime() - kept.loadedAt;
    return age < (this.heard.complete ? longestMs : deafMs) ? kept.state : undefined;
  }

  /** Undefined for a token that is nobody's. Those who ask for one at once wait for one answer. */
  load(token: string): Promise<LinkState | undefined> {
    const key = keyOf(token);
    const under = this.loads.get(key);
    if (under) return under;
    const load = this.read(key).finally(() => {
      if (this.loads.get(key) === load) this.loads.delete(key);
    });
    this.loads.set(key, load);
    return load;
  }

  forget(userId: string): void {
    this.changes += 1;
    const key = this.tokens.get(userId);
    if (key !== undefined) this.kept.delete(key);
  }

  forgetUsers(ids: readonly string[]): void {
    for (const id of ids) this.forget(id);
    // Whoever asks from now on must not be given what somebody began to read before.
    this.loads.clear();
  }

  forgetAll(): void {
    this.changes += 1;
    this.kept.clear();
    this.tokens.clear();
    this.loads.clear();
  }

  forgetCatalogues(): void {
    // Nothing of a user is in a catalogue.
  }

  private async read(key: string): Promise<LinkState | undefined> {
    const before = this.changes;
    const state = await this.reads.read(key);
    if (state && this.changes === before) {
      this.kept.set(key, { state, loadedAt: this.clock.now().getTime() });
      this.tokens.set(state.userId, key);
    }
    return state;
  }
}

function keyOf(token: string): string {
  return tokenHash(token).toString('base64');
}
