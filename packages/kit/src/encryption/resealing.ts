import type { Database } from '@vortex/database';
import type { Log } from '../log/log';
import { type Keyring, SealBroken } from './keyring';
import type { SealedColumn } from './sealed-column';
import { SealedValueRepository } from './sealed-value.repository';

/** A replica that has not got the new master key yet goes on sealing with the old one. */
const everyMs = 60 * 60_000;
/** More broken values than this are no accident of single rows: the rest of the column waits for a look at it. */
const mostBroken = 100;

/**
 * Seals anew under the current master key what older ones have sealed, so that those can be taken away. What is left to do
 * is what the database says it is: it may end at any chunk and go on at the next start, and replicas take different rows.
 */
export class Resealing {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();
  private readonly values: SealedValueRepository;

  constructor(
    private readonly db: Database,
    private readonly keyring: Keyring,
    private readonly columns: readonly SealedColumn[],
    private readonly log: Log,
  ) {
    this.values = new SealedValueRepository(db);
  }

  /** Beside everything else: values open with either key meanwhile. */
  start(): void {
    if (this.columns.length === 0 || this.keyring.olderHeads.length === 0) return;
    this.look();
    this.timer = setInterval(() => this.look(), everyMs);
    this.timer.unref();
  }

  /** Ends behind the chunk under way. */
  async stop(): Promise<void> {
    this.ending.abort();
    clearInterval(this.timer);
    await this.underWay;
  }

  async run(): Promise<void> {
    for (const column of this.columns) await this.sealAnew(column);
  }

  private look(): void {
    this.underWay = this.underWay
      .then(() => this.run())
      .catch((err: unknown) =>
        this.log.error({ err }, 'not everything could be sealed anew; it is tried again in an hour'),
      );
  }

  private async sealAnew(place: SealedColumn): Promise<void> {
    const { table, column } = place;
    const broken: string[] = [];
    let rows = 0;
    while (broken.length < mostBroken && !this.ending.signal.aborted) {
      const { found, failed } = await this.next(place, broken);
      if (found === 0) break;
      rows += found - failed.length;
      broken.push(...failed);
    }
    if (rows > 0) this.log.info({ table, column, rows }, 'sealed anew under the current master key');
    if (broken.length > 0) this.log.error({ table, column, rows: broken }, 'sealed values cannot be opened');
  }

  private next(place: SealedColumn, broken: readonly string[]) {
    return this.db.run(async () => {
      const values = await this.values.lock(place, this.keyring.olderHeads, broken);
      const tried = values.map(({ sealed, ...row }) => ({ ...row, sealed: this.rewrapped(sealed) }));
      await this.values.save(
        place,
        tried.flatMap(({ place: at, sealed }) => (sealed ? [{ place: at, sealed }] : [])),
      );
      return { found: values.length, failed: tried.flatMap(({ id, sealed }) => (sealed ? [] : [id])) };
    });
  }

  private rewrapped(sealed: Uint8Array): Uint8Array | undefined {
    try {
      return this.keyring.rewrap(sealed);
    } catch (error) {
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  }
}
