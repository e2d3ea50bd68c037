import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { QuotaRepository } from '../quota/quota.repository';
import { followed, type SlotKind, type SlotLease } from './slot';

/** What a user may have at once, and the slots its servers have. */
export interface SlotAccount {
  readonly userId: string;
  readonly kind: SlotKind;
  readonly most: number;
  /** How many the user belongs on. */
  readonly servers: number;
  readonly leases: readonly SlotLease[];
  /** Servers that do as they were told, which is not stored yet. */
  readonly settled: readonly string[];
}

export interface SlotChange {
  readonly userId: string;
  readonly kind: SlotKind;
  readonly lease: SlotLease;
}

interface Row {
  readonly userId: string;
  readonly kind: SlotKind;
  readonly serverId: string;
  readonly heldAny: number;
  readonly heldNamed: bigint[];
  readonly nextAny: number | null;
  readonly nextNamed: bigint[] | null;
  readonly present: bigint[];
  readonly refused: bigint[];
  readonly watched: boolean;
  readonly current: boolean;
  /** The server does as it was told of the user; and it was told that the user is there. */
  readonly heard: boolean;
  readonly served: boolean;
}

type Leases = Pick<SlotAccount, 'leases' | 'settled'>;

const kinds: readonly SlotKind[] = ['address', 'device'];
const none: Leases = { leases: [], settled: [] };

/** Slots given to servers. Users are locked in the order of their ids, by their quota accounts. */
@Injectable()
export class SlotRepository {
  constructor(
    private readonly db: Database,
    private readonly quota: QuotaRepository,
  ) {}

  /**
   * The accounts of those of the users who are limited, locked. What a server has done as it was told is settled, and a
   * server that knows that a user is gone has no slots of it.
   *
   * @param generation of the line of users
   * @param refusedAfter an older refusal is forgotten
   */
  async lock(userIds: readonly string[], generation: string, refusedAfter: Date): Promise<SlotAccount[]> {
    await this.quota.lockAccounts(userIds);
    const limits = await this.db.sql.query<{ userId: string; address: number; device: number; servers: number }>(
      `SELECT id AS "userId", most_addresses AS address, most_devices AS device,
              (SELECT count(*) FROM served_user s WHERE s.user_id = u.id AND s.present)::int AS servers
       FROM known_user u WHERE id = ANY ($1::uuid[]) AND NOT deleted ORDER BY id`,
      [userIds],
    );
    const rows = await this.db.sql.query<Row>(
      `SELECT l.user_id AS "userId", l.kind, l.server_id AS "serverId", held_any AS "heldAny", held_named AS "heldNamed",
              next_any AS "nextAny", next_named AS "nextNamed", l.present, watched, current,
              CASE WHEN refused_at > $3 THEN refused ELSE '{}' END AS refused,
              coalesce(s.revision <= n.users_revision AND n.users_generation = $2, false) AS heard,
              coalesce(s.present, false) AS served
       FROM slot_lease l
       LEFT JOIN served_user s ON s.server_id = l.server_id AND s.user_id = l.user_id
       LEFT JOIN node n ON n.server_id = l.server_id
       WHERE l.user_id = ANY ($1::uuid[]) ORDER BY l.user_id, l.kind, l.server_id`,
      [userIds, generation, refusedAfter],
    );
    const leases = grouped(rows.filter(({ heard, served }) => served || !heard));
    return limits.flatMap(({ userId, servers, ...most }) =>
      kinds
        .filter((kind) => most[kind] > 0)
        .map((kind) => ({ userId, kind, most: most[kind], servers, ...(leases.get(`${userId} ${kind}`) ?? none) })),
    );
  }

  /** @param now that of the refusals */
  async save(changes: readonly SlotChange[], now: Date): Promise<void> {
    if (changes.length === 0) return;
    await this.db.sql.execute(
      `INSERT INTO slot_lease AS known (user_id, kind, server_id, held_any, held_named, next_any, next_named, present, refused,
                              refused_at, watched, current)
       SELECT (g->>'userId')::uuid, g->>'kind', (g->>'serverId')::uuid, (g->'held'->>'any')::int, ${numbers(`g->'held'->'named'`)},
              (g->'next'->>'any')::int, CASE WHEN g ? 'next' THEN ${numbers(`g->'next'->'named'`)} END,
              ${numbers(`g->'present'`)}, ${numbers(`g->'refused'`)}, $2, (g->>'watched')::boolean, (g->>'current')::boolean
       FROM jsonb_array_elements($1::jsonb) AS g
       ON CONFLICT (user_id, kind, server_id) DO UPDATE SET
         held_any = EXCLUDED.held_any, held_named = EXCLUDED.held_named, next_any = EXCLUDED.next_any,
         next_named = EXCLUDED.next_named, present = EXCLUDED.present,
         refused_at = CASE WHEN known.refused = EXCLUDED.refused THEN known.refused_at ELSE EXCLUDED.refused_at END,
         refused = EXCLUDED.refused, watched = EXCLUDED.watched, current = EXCLUDED.current`,
      [
        JSON.stringify(
          changes.map(({ lease, ...of }) => ({ ...of, ...lease })),
          textOfBigint,
        ),
        now,
      ],
    );
  }

  /** Of whom a server was told something that it is not known to do yet. */
  async turning(serverId: string): Promise<string[]> {
    const rows = await this.db.sql.query<{ userId: string }>(
      'SELECT DISTINCT user_id AS "userId" FROM slot_lease WHERE server_id = $1 AND next_any IS NOT NULL',
      [serverId],
    );
    return rows.map(({ userId }) => userId);
  }

  /** Has servers told anew of users, as of a revision. */
  async tellAgain(changes: readonly SlotChange[], revision: bigint): Promise<void> {
    await this.db.sql.execute(
      `UPDATE served_user s SET revision = $3 FROM unnest($1::uuid[], $2::uuid[]) AS g (server_id, user_id)
       WHERE s.server_id = g.server_id AND s.user_id = g.user_id AND s.present`,
      [changes.map(({ lease }) => lease.serverId), changes.map(({ userId }) => userId), revision],
    );
  }
}

function grouped(rows: readonly Row[]): ReadonlyMap<string, Leases> {
  const groups = new Map<string, Leases>();
  for (const row of rows) {
    const key = `${row.userId} ${row.kind}`;
    const { leases, settled } = groups.get(key) ?? none;
    const isSettled = row.heard && row.nextAny !== null;
    const lease = isSettled ? followed(leaseOf(row)) : leaseOf(row);
    groups.set(key, { leases: [...leases, lease], settled: isSettled ? [...settled, row.serverId] : settled });
  }
  return groups;
}

function leaseOf({
  serverId,
  heldAny,
  heldNamed,
  nextAny,
  nextNamed,
  present,
  refused,
  watched,
  current,
}: Row): SlotLease {
  const next = nextAny === null ? undefined : { any: nextAny, named: nextNamed ?? [] };
  return { serverId, held: { any: heldAny, named: heldNamed }, next, present, refused, watched, current };
}

function numbers(json: string): string {
  return `ARRAY(SELECT jsonb_array_elements_text(${json})::bigint)`;
}

function textOfBigint(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
