import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';

/** As many as nodes sums up at once. An account that owns more is a reseller in disguise. */
const most = 5_000;

/** Whose traffic an account may see. */
@Injectable()
export class OwnUsersRepository {
  constructor(private readonly db: Database) {}

  /** The users of an account that sees only its own. */
  async ids(scope: Scope): Promise<string[]> {
    if (!('tenantId' in scope) || !scope.ownedBy) return [];
    const rows = await this.db.sql.query<{ id: string }>(
      `SELECT id FROM vpn_user WHERE tenant_id = $1 AND account_id = $2 ORDER BY id LIMIT ${most}`,
      [scope.tenantId, scope.ownedBy],
    );
    return rows.map(({ id }) => id);
  }
}
