import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** Statements that wait for a connection: less than half a second's work of a slow database. */
const mostWaiting = 100;
const lookMs = 10;
/** Where the database is held up for so long, it is not by agents. */
const longestMs = 100;

/**
 * Lets agents in one after the other, as fast as the database bears it: a fleet comes back as one when its panel does, and
 * what waits too long for a connection fails.
 */
@Injectable()
export class AgentAdmission {
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly db: Database) {}

  turn(): Promise<void> {
    this.last = this.last.then(() => this.untilThereIsRoom());
    return this.last;
  }

  private async untilThereIsRoom(): Promise<void> {
    const startedAt = performance.now();
    await nextTurn(); // so that the one before has asked for what it needs
    while (this.db.connections.waiting >= mostWaiting && performance.now() - startedAt < longestMs) await sleep(lookMs);
  }
}
