import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { RoleModel, RolePermissionModel } from '../generated/prisma/models';
import { operatorSlug } from '../tenants/tenant';
import type { Role, RoleId } from './role';
import { RoleNameTaken, RoleNotFound } from './role.errors';

type Row = RoleModel & { readonly permissions: readonly RolePermissionModel[] };

const include = { permissions: { orderBy: { permission: 'asc' } } } as const;

/** Roles of one tenant, and the built-in ones, which are everybody's. */
@Injectable()
export class RoleRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Built-in ones first. */
  async list(tenantId: TenantId): Promise<Role[]> {
    const rows = await this.db.client.role.findMany({ where: known(tenantId), include, orderBy: { id: 'asc' } });
    return rows.map(from);
  }

  /** Undefined where the tenant knows no role of that name. Held, so that it cannot go while it is given to somebody. */
  async hold(tenantId: TenantId, name: string): Promise<Role | undefined> {
    const held = await this.db.sql.query(
      `SELECT id FROM role WHERE name = $2 AND (tenant_id = $1 OR tenant_id IS NULL) FOR SHARE`,
      [tenantId, name],
    );
    if (held.length === 0) return undefined;
    const row = await this.db.client.role.findFirst({ where: { ...known(tenantId), name }, include });
    return row ? from(row) : undefined;
  }

  /** Locks the role until the transaction ends. */
  async lock(tenantId: TenantId, id: RoleId): Promise<Role> {
    await this.db.sql.query(`SELECT id FROM role WHERE id = $1 FOR UPDATE`, [id]);
    const row = await this.db.client.role.findFirst({ where: { ...known(tenantId), id }, include });
    if (!row) throw new RoleNotFound(id);
    return from(row);
  }

  async insert({ permissions, ...role }: Role): Promise<void> {
    const { count } = await this.db.client.role.createMany({ data: role, skipDuplicates: true });
    if (count === 0) throw new RoleNameTaken(role.name);
    await this.grant(role.id, permissions);
  }

  async save({ id, description, revision, permissions }: Role): Promise<void> {
    await this.db.client.role.updateMany({ where: { id }, data: { description, revision } });
    await this.db.client.rolePermission.deleteMany({ where: { roleId: id } });
    await this.grant(id, permissions);
  }

  async delete(id: RoleId): Promise<void> {
    await this.db.client.role.deleteMany({ where: { id } });
  }

  async countAccounts({ tenantId, name }: Role): Promise<number> {
    return this.db.client.account.count({ where: { ...(tenantId ? { tenantId } : {}), role: name } });
  }

  /** Advances every account that has the role, since what it may do has changed. */
  async advanceAccounts({ tenantId, name }: Role): Promise<{ id: AccountId; revision: bigint }[]> {
    return this.db.sql.query(
      `UPDATE account SET revision = revision + 1 WHERE tenant_id = $1 AND role = $2 RETURNING id, revision`,
      [tenantId, name],
    );
  }

  /** The role of that name, whether the tenant is the operator, and what nobody outside of it can exceed. */
  async standing(tenantId: TenantId, name: string, ceilingRole: string) {
    const rows = await this.db.sql.query<{
      name: string;
      permissions: string[];
      ownRowsOnly: boolean;
      operator: boolean;
      suspended: boolean;
    }>(
      `SELECT r.name, r.own_rows_only AS "ownRowsOnly", t.slug = $4 AS operator, t.suspended,
         ARRAY(SELECT p.permission FROM role_permission p WHERE p.role_id = r.id ORDER BY 1) AS permissions
       FROM tenant t JOIN role r ON (r.tenant_id = t.id AND r.name = $2) OR (r.tenant_id IS NULL AND r.name IN ($2, $3))
       WHERE t.id = $1
       ORDER BY r.tenant_id NULLS LAST`,
      [tenantId, name, ceilingRole, operatorSlug],
    );
    return {
      role: rows.find((row) => row.name === name),
      isOperator: rows.some(({ operator }) => operator),
      isSuspended: rows.some(({ suspended }) => suspended),
      ceiling: rows.find((row) => row.name === ceilingRole)?.permissions ?? [],
    };
  }

  private async grant(roleId: RoleId, permissions: readonly string[]): Promise<void> {
    const data = permissions.map((permission) => ({ roleId, permission }));
    await this.db.client.rolePermission.createMany({ data });
  }
}

function known(tenantId: TenantId) {
  return { OR: [{ tenantId }, { tenantId: null }] };
}

function from({ permissions, id, tenantId, ...row }: Row): Role {
  return {
    ...row,
    id: id as RoleId,
    tenantId: (tenantId as TenantId | null) ?? undefined,
    permissions: permissions.map(({ permission }) => permission),
  };
}
