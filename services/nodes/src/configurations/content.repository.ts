import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Keyring, newId, type TenantId } from '@vortex/kit';
import type { InboundProperties } from '../inbounds/inbound';
import { configurationSecretsColumn, sealContext } from '../sealed-columns';
import { secretPathsOf } from '../settings/secret-paths';
import { putSecrets, type Secrets, takeSecrets } from '../settings/secrets';
import { type Content, hashOf, withoutSecrets } from './content';
import type { ContentId } from './version';

interface ContentRow {
  readonly id: ContentId;
  readonly inbounds: readonly InboundProperties[];
  readonly secrets: Buffer | null;
}

/** What versions consist of, each content once per tenant. */
@Injectable()
export class ContentRepository {
  constructor(
    private readonly db: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Keeps a content, unless it is kept already. */
  async keep(tenantId: TenantId, content: Content, now: Date): Promise<ContentId> {
    const hash = hashOf(content);
    const known = await this.find(tenantId, hash);
    if (known) return known;
    const id = newId<'configuration-content'>();
    const open = JSON.stringify(content.map(withoutSecrets));
    const [kept] = await this.db.sql.query<{ id: ContentId }>(
      `INSERT INTO configuration_content (id, tenant_id, hash, inbounds, secrets, created_at)
       VALUES ($1, $2, $3, $4::jsonb, $5, $6) ON CONFLICT (tenant_id, hash) DO NOTHING RETURNING id`,
      [id, tenantId, hash, open, this.sealed(id, content), now],
    );
    const there = kept?.id ?? (await this.find(tenantId, hash));
    if (!there) throw new Error('a content was neither kept nor there');
    return there;
  }

  async read(ids: readonly ContentId[]): Promise<ReadonlyMap<ContentId, Content>> {
    const rows = await this.db.sql.query<ContentRow>(
      'SELECT id, inbounds, secrets FROM configuration_content WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, this.from(row)]));
  }

  /** One that is kept. */
  async of(id: ContentId): Promise<Content> {
    const content = (await this.read([id])).get(id);
    if (!content) throw new Error(`content ${id} is not kept`);
    return content;
  }

  /** Removes what no version and no rollout names, of long ago. */
  async prune(before: Date): Promise<void> {
    await this.db.sql.execute(
      `DELETE FROM configuration_content c WHERE created_at < $1
         AND NOT EXISTS (SELECT FROM configuration_version v WHERE v.content_id = c.id)
         AND NOT EXISTS (SELECT FROM rollout r WHERE r.content_id = c.id)`,
      [before],
    );
  }

  private async find(tenantId: TenantId, hash: string): Promise<ContentId | undefined> {
    const [row] = await this.db.sql.query<{ id: ContentId }>(
      // Held, or it would be tidied up before it is named.
      'SELECT id FROM configuration_content WHERE tenant_id = $1 AND hash = $2 FOR KEY SHARE',
      [tenantId, hash],
    );
    return row?.id;
  }

  private sealed(id: ContentId, content: Content): Uint8Array | null {
    const secrets = content.map((inbound) => takeSecrets(inbound.settings, secretPathsOf(inbound)).secrets);
    if (secrets.every((one) => Object.keys(one).length === 0)) return null;
    return this.keyring.seal(JSON.stringify(secrets), sealContext(configurationSecretsColumn, id));
  }

  /** Secrets lie in the order of the inbounds. */
  private from({ id, inbounds, secrets: sealed }: ContentRow): Content {
    if (!sealed) return inbounds;
    const text = this.keyring.openText(sealed, sealContext(configurationSecretsColumn, id));
    const secrets = JSON.parse(text) as readonly Secrets[];
    return inbounds.map((inbound, at) => ({
      ...inbound,
      settings: putSecrets(inbound.settings, secretPathsOf(inbound), secrets[at] ?? {}),
    }));
  }
}
