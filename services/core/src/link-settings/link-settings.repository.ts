import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { TenantId } from '@vortex/kit';
import type { KeptSettings, LinkSettings } from './link-settings';
import { storedSettings } from './link-settings-input';

interface SettingsRow {
  settings: unknown;
  revision: bigint;
  updated_at: Date;
}

@Injectable()
export class LinkSettingsRepository {
  constructor(private readonly db: Database) {}

  async of(tenantId: TenantId): Promise<KeptSettings> {
    const [row] = await this.db.sql.query<SettingsRow>(
      'SELECT settings, revision, updated_at FROM link_settings WHERE tenant_id = $1',
      [tenantId],
    );
    return kept(row);
  }

  /** Nobody else changes them until the transaction ends. */
  async lock(tenantId: TenantId): Promise<KeptSettings> {
    await this.db.sql.query('SELECT FROM pg_advisory_xact_lock(hashtextextended($1, 0))', [`links ${tenantId}`]);
    return this.of(tenantId);
  }

  async save(tenantId: TenantId, settings: LinkSettings, revision: bigint, now: Date): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO link_settings (tenant_id, settings, updated_at, revision) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id) DO UPDATE
         SET settings = EXCLUDED.settings, updated_at = EXCLUDED.updated_at, revision = EXCLUDED.revision`,
      [tenantId, JSON.stringify(settings), now, revision],
    );
  }
}

function kept(row: SettingsRow | undefined): KeptSettings {
  return {
    settings: storedSettings(row?.settings),
    revision: row?.revision ?? 0n,
    updatedAt: row?.updated_at ?? null,
  };
}
