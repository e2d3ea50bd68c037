import { AuditRecorded, type AuditActor } from '@vortex/contracts/auth';
import type { Outbox } from '@vortex/messaging';
import type { Clock } from '../clock/clock';
import type { Caller } from '../identity/caller';
import { currentCall } from '../identity/call-context';
import { type AccountId, newId, type SessionId, type TenantId } from '../ids/id';
import { changedFields, type Fields } from './changed-fields';

const mostSubjects = 1_000;

export interface AuditSubject {
  /** E.g. "user". */
  readonly kind: string;
  /** At most 1,000. */
  readonly ids: readonly string[];
  /** What people call it. */
  readonly name?: string | undefined;
}

export interface AuditRecord {
  /** What was done, each deed by a name of its own: "core.user.update". */
  readonly action: string;
  /** Whose rows were changed. Absent for the platform's own. */
  readonly tenantId?: TenantId | undefined;
  readonly subject: AuditSubject;
  /** The thing before; absent when it is new. Whole, or only what matters: what did not change is left out. */
  readonly before?: Fields | undefined;
  /** The thing after; absent when it is gone. */
  readonly after?: Fields | undefined;
  /** Who did it, where the request at hand does not tell: an account that signs in is still a stranger. */
  readonly actor?: { readonly accountId: AccountId; readonly role: string; readonly sessionId?: SessionId };
}

/** Records who changed what, in the transaction of the change. Auth keeps the records. */
export class Audit {
  /** @param service acts where there is no request: in schedulers and consumers */
  constructor(
    private readonly outbox: Outbox,
    private readonly service: string,
    private readonly clock: Clock,
  ) {}

  async record(record: AuditRecord): Promise<void> {
    const { action, tenantId = '', subject } = record;
    if (subject.ids.length > mostSubjects)
      throw new Error(`${action}: record at most ${mostSubjects} subjects at once`);
    const call = currentCall();
    const { before, after } = changedFields(record.before, record.after);
    const id = newId();
    const event = {
      id,
      tenantId,
      at: this.clock.now(),
      actor: this.actorOf(call?.caller, record.actor),
      action,
      subject: { kind: subject.kind, ids: [...subject.ids], name: subject.name ?? '' },
      beforeJson: before,
      afterJson: after,
      clientAddress: call?.client?.address ?? '',
      userAgent: call?.client?.userAgent ?? '',
      requestId: call?.requestId ?? '',
    };
    await this.outbox.add(AuditRecorded, event, { aggregateId: id, tenantId });
  }

  private actorOf(caller: Caller | undefined, told: AuditRecord['actor']): Partial<AuditActor> {
    if (told) return { kind: 'account', id: told.accountId, role: told.role, sessionId: told.sessionId ?? '' };
    if (!caller) return { kind: 'service', id: this.service };
    if (caller.kind === 'service') return { kind: 'service', id: caller.name };
    if (caller.kind === 'anonymous') return { kind: 'anonymous' };
    const { accountId, role, sessionId, tenantId, homeTenantId } = caller;
    const actingFromTenantId = tenantId === homeTenantId ? '' : homeTenantId;
    return { kind: 'account', id: accountId, role, sessionId, actingFromTenantId };
  }
}
