import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { Placed } from '../paging/connection';
import type { CursorKeys } from '../paging/cursor';
import { keysetOf } from '../paging/keyset.sql';
import type { Page } from '../paging/page';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import type { UserId } from '../users/user';
import type { Notification, NotificationId } from './notification';
import { conditionsOf, type NotificationFilter } from './notification-list';

/** A user whose time is over soon, and who has not heard of it. */
export interface ExpiringUser {
  readonly id: UserId;
  readonly tenant_id: Notification['tenantId'];
  readonly expires_at: Date;
}

const columns =
  'id, tenant_id AS "tenantId", user_id AS "userId", kind, facts, created_at AS "createdAt", read_at AS "readAt"';

const tenantOf = (scope: Scope) => ('tenantId' in scope ? { tenantId: scope.tenantId } : {});

/** The scope is the tenant's; that the user itself may be seen is for the caller to know. */
@Injectable()
export class NotificationRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async addMany(notifications: readonly Notification[]): Promise<void> {
    await this.db.client.notification.createMany({ data: notifications.map((one) => ({ ...one })) });
  }

  /** Oldest first. */
  async behind(scope: Scope, userId: UserId, id: NotificationId, take: number): Promise<Notification[]> {
    const where = { ...tenantOf(scope), userId, id: { gt: id } };
    const rows = await this.db.client.notification.findMany({ where, orderBy: { id: 'asc' }, take });
    return rows as unknown as Notification[];
  }

  /** Newest first. */
  async newest(scope: Scope, userId: UserId, unreadOnly: boolean, take: number): Promise<Notification[]> {
    const where = { ...tenantOf(scope), userId, ...(unreadOnly ? { readAt: null } : {}) };
    const rows = await this.db.client.notification.findMany({ where, orderBy: { id: 'desc' }, take });
    return rows as unknown as Notification[];
  }

  /** From the near end of the page on, up to one more than it has. */
  async page(scope: Scope, userId: UserId, filter: NotificationFilter, page: Page): Promise<Placed<Notification>[]> {
    const parameters = new SqlParameters();
    const narrowed = narrowedTo(scope, userId, filter, parameters);
    const { keys, where, orderBy, limit } = keysetOf(page, parameters);
    const rows = await this.db.sql.query<Notification & { readonly keys: CursorKeys }>(
      `SELECT ${columns}, ${keys} FROM notification ${whereOf([...narrowed, ...where])} ${orderBy} ${limit}`,
      parameters.values,
    );
    return rows.map(({ keys: place, ...row }) => ({ row, keys: place }));
  }

  async count(scope: Scope, userId: UserId, filter: NotificationFilter): Promise<number> {
    const parameters = new SqlParameters();
    const where = whereOf(narrowedTo(scope, userId, filter, parameters));
    const [row] = await this.db.sql.query<{ count: bigint }>(
      `SELECT count(*) AS count FROM notification ${where}`,
      parameters.values,
    );
    return Number(row?.count ?? 0);
  }

  /** @returns how many were not read before */
  async markRead(scope: Scope, userId: UserId, ids: readonly NotificationId[], readAt: Date): Promise<number> {
    const where = { ...tenantOf(scope), userId, id: { in: [...ids] }, readAt: null };
    const { count } = await this.db.client.notification.updateMany({ where, data: { readAt } });
    return count;
  }

  async removeBefore(createdAt: Date): Promise<void> {
    await this.db.client.notification.deleteMany({ where: { createdAt: { lt: createdAt } } });
  }

  /** Locks them, and passes over those another replica has locked. */
  lockExpiring(now: Date, until: Date, limit: number): Promise<ExpiringUser[]> {
    return this.db.sql.query<ExpiringUser>(
      `SELECT u.id, u.tenant_id, u.expires_at FROM vpn_user u
       WHERE u.status = 'ACTIVE' AND u.expires_at > $1 AND u.expires_at <= $2
         AND NOT EXISTS (
           SELECT 1 FROM notification n
           WHERE n.user_id = u.id AND n.kind = 'expires_soon'
             AND (n.facts ->> 'expiresAt')::timestamptz = u.expires_at
         )
       ORDER BY u.expires_at LIMIT $3 FOR NO KEY UPDATE OF u SKIP LOCKED`,
      [now, until, limit],
    );
  }
}

function narrowedTo(
  scope: Scope,
  userId: UserId,
  filter: NotificationFilter,
  parameters: SqlParameters,
): readonly string[] {
  return [
    `user_id = ${parameters.add(userId, 'uuid')}`,
    ...('tenantId' in scope ? [`tenant_id = ${parameters.add(scope.tenantId, 'uuid')}`] : []),
    ...conditionsOf(filter, parameters),
  ];
}
