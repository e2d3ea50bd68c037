import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type TenantId } from '@vortex/kit';
import { ByteMemory, keyBytes } from '../link-memory/byte-memory';
import { ChangeMoments } from '../link-memory/change-moments';
import { headOf, stateOf, stateRecord } from '../link-memory/state-record';
import { tokenHash } from '../users/subscription-link';
import { LinkChanges, type LinkMemory } from './link-changes.service';
import type { LinkState } from './link-state';
import { LinkStateReads } from './link-state-reads.service';

/** Nothing is believed for longer, though nobody has said that it has changed. */
const longestMs = 10 * 60_000;
/** While changes are not heard of. */
const deafMs = 1_000;

/** A user that is in memory, before all of it is read. */
export interface RememberedUser {
  /** In the memory. */
  readonly key: Buffer;
  readonly tenantId: TenantId;
  /** Good until something else is remembered. */
  readonly state: () => LinkState;
}

/** The users of links that were asked for lately. */
@Injectable()
export class LinkStates implements LinkMemory {
  private readonly loads = new Map<string, Promise<LinkState | undefined>>();

  constructor(
    private readonly reads: LinkStateReads,
    private readonly memory: ByteMemory,
    private readonly moments: ChangeMoments,
    private readonly heard: LinkChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    heard.follow(this);
  }

  /** Undefined when it is not in memory; the database was not asked. */
  remembered(token: string): RememberedUser | undefined {
    const key = keyOf(tokenHash(token));
    const record = this.memory.get(key);
    if (!record) return undefined;
    const { moment, readAt, place, tenantId } = headOf(record);
    if (this.moments.hasChangedSince(place, moment)) return undefined;
    const ageMs = this.clock.now().getTime() - readAt;
    if (ageMs >= (this.heard.complete ? longestMs : deafMs)) return undefined;
    return { key, tenantId, state: () => stateOf(record) };
  }

  /** Undefined for a token that is nobody's. Those who ask for one at once wait for one answer. */
  load(token: string): Promise<LinkState | undefined> {
    const hash = tokenHash(token);
    const key = hash.toString('base64');
    const under = this.loads.get(key);
    if (under) return under;
    const load = this.read(hash).finally(() => {
      if (this.loads.get(key) === load) this.loads.delete(key);
    });
    this.loads.set(key, load);
    return load;
  }

  /** Remembers that its devices were seen, as it is noted in it. */
  keepSeen(token: string, state: LinkState): void {
    const key = keyOf(tokenHash(token));
    const record = this.memory.get(key);
    const head = record && headOf(record);
    if (head?.moment === state.asOf) this.memory.put(key, stateRecord(head, state));
  }

  forget(userId: string): void {
    this.forgetUsers([userId]);
  }

  forgetUsers(ids: readonly string[]): void {
    for (const id of ids) this.moments.changed(id);
    // Whoever asks from now on must not be given what somebody began to read before.
    this.loads.clear();
  }

  forgetAll(): void {
    this.moments.allChanged();
    this.loads.clear();
  }

  forgetCatalogues(): void {
    // Nothing of a user is in a catalogue.
  }

  private async read(hash: Buffer): Promise<LinkState | undefined> {
    const moment = this.moments.now;
    const read = await this.reads.read(hash.toString('base64'));
    if (!read) return undefined;
    const state = { ...read, asOf: moment };
    const place = this.moments.placeOf(state.userId);
    if (!this.moments.hasChangedSince(place, moment)) {
      this.memory.put(keyOf(hash), stateRecord({ moment, readAt: this.clock.now().getTime(), place }, state));
    }
    return state;
  }
}

function keyOf(hash: Buffer): Buffer {
  return hash.subarray(0, keyBytes);
}
