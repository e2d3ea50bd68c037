import { Injectable } from '@nestjs/common';
import type { AuditRecorded } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import { Conditions } from '../paging/list-query';
import type { SortColumn } from '../paging/sort-column';
import type { Page, PageWindow } from '../paging/page';
import { PageReader } from '../paging/page-reader.repository';
import { operatorSlug } from '../tenants/tenant';
import type { AuditEntry, AuditFilter } from './audit-entry';

/** What belongs to the platform itself is recorded with the operator. The name is looked up now, as it is called now. */
const insert = `
  INSERT INTO audit_entry (id, tenant_id, at, actor_kind, actor_id, actor_name, actor_role, acting_from_tenant_id,
    session_id, action, subject_kind, subject_ids, subject_name, before, after, client_address, user_agent, request_id)
  SELECT $1, coalesce(nullif($2, '')::uuid, (SELECT id FROM tenant WHERE slug = $18)), $3, $4, $5,
    CASE $4 WHEN 'service' THEN $5 ELSE coalesce((SELECT username FROM account WHERE id::text = $5), '') END,
    $6, nullif($7, '')::uuid, $8, $9, $10, $11, $12, nullif($13, '')::jsonb, nullif($14, '')::jsonb, $15, $16, $17
  ON CONFLICT (id) DO NOTHING`;

const columns = `
  id, tenant_id AS "tenantId", at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
  actor_role AS "actorRole", acting_from_tenant_id AS "actingFromTenantId", session_id AS "sessionId", action,
  subject_kind AS "subjectKind", subject_ids AS "subjectIds", subject_name AS "subjectName", before, after,
  client_address AS "clientAddress", user_agent AS "userAgent", request_id AS "requestId"`;
/** As they are stored, so that nothing is unpacked to learn how much it is. */
const light = `id, pg_column_size(subject_ids) + coalesce(pg_column_size(before), 0) + coalesce(pg_column_size(after), 0) AS size`;
/** What is large is stored packed: ids, and names of fields said again and again. */
const unpacked = 4;

export const auditColumns = { createdAt: { sql: 'at', type: 'timestamptz' } } as const;

/** Stores and reads. There is nothing else to do with a record: the database refuses it. */
@Injectable()
export class AuditRepository {
  constructor(
    private readonly db: Database,
    private readonly pages: PageReader,
  ) {}

  async insert(record: AuditRecorded): Promise<void> {
    const { actor, subject } = record;
    await this.db.sql.execute(insert, [
      record.id,
      record.tenantId,
      record.at ?? new Date(0),
      actor?.kind ?? '',
      actor?.id ?? '',
      actor?.role ?? '',
      actor?.actingFromTenantId ?? '',
      actor?.sessionId ?? '',
      record.action,
      subject?.kind ?? '',
      subject?.ids ?? [],
      subject?.name ?? '',
      record.beforeJson,
      record.afterJson,
      record.clientAddress,
      record.userAgent,
      record.requestId,
      operatorSlug,
    ]);
  }

  /** The rows are found first, and only those that fit into an answer are read. */
  async page(
    scope: Scope,
    filter: AuditFilter,
    sort: readonly SortColumn[],
    window: PageWindow,
  ): Promise<Page<AuditEntry>> {
    const where = conditionsOf(scope, filter);
    const found = await this.pages.read<{ readonly id: string; readonly size: number }, string>(
      { select: light, from: 'audit_entry', where, sort, window },
      ({ id }) => id,
      ({ size }) => size * unpacked,
    );
    const rows = await this.db.sql.query<AuditEntry>(`SELECT ${columns} FROM audit_entry WHERE id = ANY ($1::uuid[])`, [
      found.items,
    ]);
    const entries = new Map(rows.map((row) => [row.id, row]));
    return { info: found.info, items: found.items.flatMap((id) => entries.get(id) ?? []) };
  }

  /** Removes some of what is older than `before`; how many. */
  async forget(before: Date, most: number): Promise<number> {
    const [row] = await this.db.sql.query<{ forgotten: number }>('SELECT audit_entry_forget($1, $2) AS forgotten', [
      before,
      most,
    ]);
    return row?.forgotten ?? 0;
  }
}

function conditionsOf(scope: Scope, filter: AuditFilter): Conditions {
  const where = new Conditions();
  if ('tenantId' in scope) {
    where.add(scope.tenantId, (place) => `tenant_id = ${place}`);
    // Whoever sees only its own sees what it did itself.
    if (scope.ownedBy) where.add(scope.ownedBy, (place) => `actor_id = ${place}`);
  }
  const { actorId, action, subjectKind, subjectId, from, to, search } = filter;
  if (actorId) where.add(actorId, (place) => `actor_id = ${place}`);
  if (action?.endsWith('.*')) where.add(action.slice(0, -1), (place) => `starts_with(action, ${place})`);
  else if (action) where.add(action, (place) => `action = ${place}`);
  if (subjectKind) where.add(subjectKind, (place) => `subject_kind = ${place}`);
  if (subjectId) where.add([subjectId], (place) => `subject_ids @> ${place}`);
  if (from) where.add(from, (place) => `at >= ${place}`);
  if (to) where.add(to, (place) => `at < ${place}`);
  if (search) where.search(search, 'actor_name', 'subject_name', 'action', 'client_address');
  return where;
}
