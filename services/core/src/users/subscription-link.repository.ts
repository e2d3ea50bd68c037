import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Keyring, type Scope } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import { linkTokenColumn, sealContext } from '../sealed-columns';
import { type SubscriptionLink, tokenHash } from './subscription-link';
import type { UserId } from './user';
import { userScope } from './user-filter.sql';

/** With the token as the database keeps it. */
export interface SealedLink extends Omit<SubscriptionLink, 'token'> {
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly token: Uint8Array<ArrayBuffer>;
}

interface LinkRow {
  user_id: UserId;
  tenant_id: SubscriptionLink['tenantId'];
  generation: number;
  token: Uint8Array;
  rotated_at: Date;
}

/** Tokens are sealed on their way in and opened on their way out; they are found by their hash. */
@Injectable()
export class SubscriptionLinkRepository {
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly keyring: Keyring,
  ) {}

  /** As they are stored. */
  sealed(links: readonly SubscriptionLink[]): SealedLink[] {
    const tokens = this.keyring.sealAll(
      links.map(({ userId, token }) => ({ plaintext: token, context: sealContext(linkTokenColumn, userId) })),
    );
    return links.map(({ token, ...link }, n) => ({
      ...link,
      tokenHash: new Uint8Array(tokenHash(token)),
      token: tokens[n] ?? new Uint8Array(),
    }));
  }

  /** Of new users. */
  async insertMany(links: readonly SealedLink[]): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO subscription_link (user_id, tenant_id, generation, token_hash, token, rotated_at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::bytea[], $5::bytea[], $6::timestamptz[])`,
      [
        ...[links.map(({ userId }) => userId), links.map(({ tenantId }) => tenantId)],
        links.map(({ generation }) => generation),
        ...[links.map((link) => link.tokenHash), links.map(({ token }) => token)],
        links.map(({ rotatedAt }) => rotatedAt),
      ],
    );
  }

  /** The users it finds links of: all that are in the scope. */
  async ofUsers(scope: Scope, userIds: readonly UserId[]): Promise<SubscriptionLink[]> {
    const parameters = new SqlParameters();
    const where = [`l.user_id = ANY (${parameters.add(userIds, 'uuid[]')})`, ...userScope(scope, parameters)];
    const rows = await this.db.sql.query<LinkRow>(
      `SELECT l.user_id, l.tenant_id, l.generation, l.token, l.rotated_at
       FROM subscription_link l JOIN vpn_user u ON u.id = l.user_id ${whereOf(where)}`,
      parameters.values,
    );
    return rows.map((row) => ({
      userId: row.user_id,
      tenantId: row.tenant_id,
      generation: row.generation,
      token: this.keyring.openText(row.token, sealContext(linkTokenColumn, row.user_id)),
      rotatedAt: row.rotated_at,
    }));
  }

  /** Puts a new link in the place of the one before, which nobody finds any more. The caller has locked the user. */
  async replace(link: SubscriptionLink): Promise<void> {
    for (const { userId, generation, rotatedAt, token, tokenHash: hash } of this.sealed([link])) {
      await this.db.client.subscriptionLink.updateMany({
        where: { userId },
        data: { generation, rotatedAt, token, tokenHash: hash },
      });
    }
  }
}
