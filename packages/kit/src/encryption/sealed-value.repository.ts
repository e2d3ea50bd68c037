import type { Database } from '@vortex/database';
import type { SealedColumn } from './sealed-column';

const chunk = 500;

/** A value and where its row lies: that names the row for as long as it is locked, and needs no index. */
export interface LockedValue {
  readonly place: string;
  readonly id: string;
  readonly sealed: Uint8Array;
}

/** Sealed values of all tenants alike: what they are sealed with is the platform's affair, so there is no scope to take. */
export class SealedValueRepository {
  constructor(private readonly db: Database) {}

  /** Locks some values that begin in one of these ways, passing over those of others and the ids of `left`. */
  lock({ table, column, key }: SealedColumn, heads: readonly Uint8Array[], left: readonly string[]) {
    return this.db.sql.query<LockedValue>(
      `SELECT t.ctid::text AS place, t."${key}"::text AS id, t."${column}" AS sealed FROM "${table}" t
       WHERE t."${key}"::text <> ALL ($1::text[])
         AND EXISTS (SELECT FROM unnest($2::bytea[]) AS h(head)
                     WHERE substring(t."${column}" FROM 1 FOR length(h.head)) = h.head)
       LIMIT ${chunk} FOR UPDATE OF t SKIP LOCKED`,
      [left, heads],
    );
  }

  /** Stores values in the places of locked ones. */
  async save({ table, column }: SealedColumn, values: readonly Omit<LockedValue, 'id'>[]): Promise<void> {
    await this.db.sql.execute(
      `UPDATE "${table}" t SET "${column}" = n.sealed
       FROM unnest($1::tid[], $2::bytea[]) AS n(place, sealed) WHERE t.ctid = n.place`,
      [values.map(({ place }) => place), values.map(({ sealed }) => Buffer.from(sealed))],
    );
  }
}
