import { type Id, newId, parseId, type TenantId } from '@vortex/kit';

export type ArchiveId = Id<'archive'>;

export const archiveId = (text: string, path = 'id'): ArchiveId => parseId<'archive'>(text, path);

export interface Archive {
  readonly id: ArchiveId;
  readonly tenantId: TenantId;
  /** Unique within the tenant. */
  readonly name: string;
  /** Grows with every change. */
  readonly revision: bigint;
  readonly createdAt: Date;
}

export function newArchive(tenantId: TenantId, name: string, now: Date): Archive {
  return { id: newId(), tenantId, name, revision: 1n, createdAt: now };
}

/** The same one when nothing changes. */
export function rename(archive: Archive, name: string): Archive {
  return name === archive.name ? archive : { ...archive, name, revision: archive.revision + 1n };
}
