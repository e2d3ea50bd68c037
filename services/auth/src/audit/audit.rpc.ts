import { Injectable } from '@nestjs/common';
import {
  type AuditEntry as AuditEntryMessage,
  type AuditEntryPage,
  AuditServiceService,
  type ListAuditEntriesRequest,
} from '@vortex/contracts/auth';
import { Rpc, type RpcCall } from '@vortex/kit';
import type { AuditEntry } from './audit-entry';
import { z } from 'zod';
import { filterInstant, filterText, listPage, listSort } from '../paging/list-input';
import { AuditService } from './audit.service';

const input = z.object({
  actorId: filterText,
  action: filterText,
  subjectKind: filterText,
  subjectId: filterText,
  from: filterInstant,
  to: filterInstant,
  search: filterText,
  sort: listSort,
  page: listPage,
});

@Injectable()
export class AuditRpc {
  constructor(private readonly audit: AuditService) {}

  @Rpc(AuditServiceService.listAuditEntries, { input })
  async listAuditEntries(request: ListAuditEntriesRequest, call: RpcCall): Promise<AuditEntryPage> {
    const { page, sort, ...filter } = request;
    const { items, info } = await this.audit.list(call.scope(), filter, sort, page);
    return { entries: items.map(toMessage), page: info };
  }
}

function toMessage(entry: AuditEntry): AuditEntryMessage {
  const { actorKind: kind, actorId, actorRole: role, sessionId, before, after } = entry;
  return {
    ...entry,
    actor: { kind, id: actorId, role, sessionId, actingFromTenantId: entry.actingFromTenantId ?? '' },
    subject: { kind: entry.subjectKind, ids: [...entry.subjectIds], name: entry.subjectName },
    beforeJson: before ? JSON.stringify(before) : '',
    afterJson: after ? JSON.stringify(after) : '',
  };
}
