import { Inject, Injectable } from '@nestjs/common';
import { ArchiveCreated, ArchiveRenamed } from '@vortex/contracts/backup';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, type Scope, type TenantId } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { type Archive, type ArchiveId, newArchive, rename } from './archive';
import { ArchiveRepository } from './archive.repository';

export interface ArchivePage {
  readonly archives: readonly Archive[];
  readonly hasNextPage: boolean;
}

@Injectable()
export class ArchiveService {
  constructor(
    private readonly db: Database,
    private readonly archives: ArchiveRepository,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  create(tenantId: TenantId, name: string): Promise<Archive> {
    const archive = newArchive(tenantId, name, this.clock.now());
    return this.db.run(async () => {
      await this.archives.insert(archive);
      await this.outbox.add(ArchiveCreated, eventOf(archive), placeOf(archive));
      return archive;
    });
  }

  rename(scope: Scope, id: ArchiveId, name: string): Promise<Archive> {
    return this.db.run(async () => {
      const before = await this.archives.lock(scope, id);
      const after = rename(before, name);
      if (after === before) return before;
      await this.archives.save(after);
      await this.outbox.add(ArchiveRenamed, eventOf(after), placeOf(after));
      return after;
    });
  }

  find(scope: Scope, id: ArchiveId): Promise<Archive> {
    return this.archives.find(scope, id);
  }

  async list(scope: Scope, limit: number, after?: ArchiveId): Promise<ArchivePage> {
    const found = await this.archives.list(scope, limit + 1, after);
    return { archives: found.slice(0, limit), hasNextPage: found.length > limit };
  }
}

function eventOf({ id, tenantId, name, revision }: Archive) {
  return { archiveId: id, tenantId, name, revision };
}

function placeOf({ id, tenantId }: Archive) {
  return { aggregateId: id, tenantId };
}
