import { Injectable } from '@nestjs/common';
import type { AuditRecorded } from '@vortex/contracts/auth';
import type { Scope } from '@vortex/kit';
import { type Page, type PageRequest, readPage } from '../paging/page';
import { sortBy, type SortRequest } from '../paging/sorting';
import type { AuditEntry, AuditFilter } from './audit-entry';
import { auditColumns, AuditRepository } from './audit.repository';

/** The records of all services. */
@Injectable()
export class AuditService {
  constructor(private readonly entries: AuditRepository) {}

  keep(record: AuditRecorded): Promise<void> {
    return this.entries.insert(record);
  }

  list(
    scope: Scope,
    filter: AuditFilter,
    sorting: readonly SortRequest[],
    page: PageRequest | undefined,
  ): Promise<Page<AuditEntry>> {
    const sort = sortBy(sorting, auditColumns);
    return this.entries.page(scope, filter, sort, readPage(page, sort));
  }
}
