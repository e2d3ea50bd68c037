import { Injectable } from '@nestjs/common';
import { AccountChanged, AccountDeleted } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { type AccountCaller, type AccountId, Audit, scopeOf } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { headRole, requireCover } from '../roles/role';
import { RoleService } from '../roles/role.service';
import { SessionRevocation } from '../sessions/session-revocation.service';
import { operatorSlug } from '../tenants/tenant';
import { TenantRepository } from '../tenants/tenant.repository';
import { type Account, type AccountChange, changeAccount } from './account';
import { auditedFields } from './account-audit';
import { LastOwner, OwnAccount } from './account.errors';
import { AccountRepository } from './account.repository';

/**
 * Changes of other accounts. Nobody touches one that may do more than they may themselves, raises one above themselves,
 * or leaves a tenant without anybody to run it.
 */
@Injectable()
export class AccountAdministration {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly tenants: TenantRepository,
    private readonly roles: RoleService,
    private readonly revocation: SessionRevocation,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  update(caller: AccountCaller, id: AccountId, change: AccountChange): Promise<Account> {
    return this.db.run(async () => {
      const account = await this.hold(caller, id);
      const next = changeAccount(account, change);
      if (next.disabled && id === caller.accountId) throw new OwnAccount();
      if (next.role !== account.role) requireCover(caller, await this.roles.holdGrants(next.tenantId, next.role));
      if (next.disabled || next.role !== account.role) await this.keepSomebody(account);
      await this.accounts.save(scopeOf(caller), next);
      const { tenantId, username, role, disabled, revision } = next;
      if (disabled && !account.disabled) await this.revocation.revokeAccount({ tenantId }, next, 'account_disabled');
      else if (role !== account.role) await this.revocation.outdate([next]);
      const event = { accountId: id, tenantId, username, role, disabled, revision };
      await this.outbox.add(AccountChanged, event, { aggregateId: id, tenantId });
      await this.record('auth.account.update', account, next);
      return next;
    });
  }

  delete(caller: AccountCaller, id: AccountId): Promise<Account> {
    return this.db.run(async () => {
      const account = await this.hold(caller, id);
      if (id === caller.accountId) throw new OwnAccount();
      await this.keepSomebody(account);
      const { tenantId } = account;
      const revision = account.revision + 1n;
      await this.revocation.revokeAccount({ tenantId }, { id, revision }, 'account_deleted');
      await this.accounts.delete(scopeOf(caller), id);
      await this.outbox.add(AccountDeleted, { accountId: id, tenantId, revision }, { aggregateId: id, tenantId });
      await this.record('auth.account.delete', account, undefined);
      return account;
    });
  }

  /** An account that the caller may change, as it is now. Its tenant is locked first, so that "the last" stays true. */
  private async hold(caller: AccountCaller, id: AccountId): Promise<Account> {
    const scope = scopeOf(caller);
    await this.tenants.lock(scope, caller.tenantId);
    const account = await this.accounts.lock(scope, id);
    requireCover(caller, await this.roles.grantsOf(account));
    return account;
  }

  private async keepSomebody({ id, tenantId, role, disabled }: Account): Promise<void> {
    const { slug } = await this.tenants.find({ tenantId }, tenantId);
    const head = slug === operatorSlug ? headRole.operator : headRole.reseller;
    if (role !== head || disabled) return;
    if ((await this.accounts.countEnabled(tenantId, head, id)) === 0) throw new LastOwner();
  }

  private record(action: string, account: Account, after: Account | undefined): Promise<void> {
    const { id, tenantId, username } = account;
    const subject = { kind: 'account', ids: [id], name: username };
    const changed = after && auditedFields(after);
    return this.audit.record({ action, tenantId, subject, before: auditedFields(account), after: changed });
  }
}
