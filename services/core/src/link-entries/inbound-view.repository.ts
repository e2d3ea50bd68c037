import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Keyring } from '@vortex/kit';
import { inboundViewColumn, sealContext } from '../sealed-columns';
import { type InboundView, parseInboundView } from './inbound-view';

/** Customers know what is in it, and nobody else: it is sealed. */
@Injectable()
export class InboundViewRepository {
  constructor(
    private readonly db: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Inbounds that have changed since their view was stored, or have none. */
  async stale(limit: number): Promise<string[]> {
    const rows = await this.db.sql.query<{ id: string }>(
      `SELECT i.id FROM projected_inbound i LEFT JOIN inbound_view v ON v.inbound_id = i.id
       WHERE NOT i.removed AND (v.revision IS NULL OR v.revision < i.revision) ORDER BY i.id LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Unless a newer one is known. */
  async store(inboundId: string, revision: bigint, view: InboundView): Promise<void> {
    const sealed = this.keyring.seal(JSON.stringify(view), sealContext(inboundViewColumn, inboundId));
    await this.db.sql.execute(
      `INSERT INTO inbound_view AS known (inbound_id, revision, view) VALUES ($1, $2, $3)
       ON CONFLICT (inbound_id) DO UPDATE SET revision = EXCLUDED.revision, view = EXCLUDED.view
         WHERE known.revision < EXCLUDED.revision`,
      [inboundId, revision, sealed],
    );
  }

  async forget(inboundIds: readonly string[]): Promise<void> {
    await this.db.sql.execute('DELETE FROM inbound_view WHERE inbound_id = ANY ($1::uuid[])', [inboundIds]);
  }

  async find(inboundIds: readonly string[]): Promise<ReadonlyMap<string, InboundView>> {
    const rows = await this.db.sql.query<{ id: string; view: Uint8Array }>(
      'SELECT inbound_id AS id, view FROM inbound_view WHERE inbound_id = ANY ($1::uuid[])',
      [inboundIds],
    );
    const open = (id: string, view: Uint8Array) => this.keyring.openText(view, sealContext(inboundViewColumn, id));
    return new Map(rows.map(({ id, view }) => [id, parseInboundView(open(id, view))] as const));
  }
}
