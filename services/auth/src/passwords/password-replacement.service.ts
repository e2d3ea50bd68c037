import { Inject, Injectable } from '@nestjs/common';
import { AccountPasswordChanged } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope, type SessionId } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import type { Account } from '../accounts/account';
import { AccountRepository } from '../accounts/account.repository';
import { SessionService } from '../sessions/session.service';
import { PasswordRepository } from './password.repository';

/** Puts a new password in the place of the old one, with all that follows from it, at once. */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordRepository,
    private readonly sessions: SessionService,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param account as it is from now on, one revision after the one that was decided on
   * @param except the one session that goes on: whoever knew the old password is signed out everywhere else
   * Answers with false when the account has changed meanwhile; nothing is written then.
   */
  replace(scope: Scope, account: Account, hash: string, except?: SessionId): Promise<boolean> {
    const { id, tenantId, username, revision, mustChangePassword } = account;
    return this.db.run(async () => {
      if (!(await this.accounts.save(scope, account))) return false;
      await this.passwords.replace(scope, id, hash, this.clock.now());
      await this.sessions.end(scope, { accountId: id, ...(except ? { except } : {}) }, 'password_changed');
      await this.audit.record({
        action: 'auth.account.password',
        tenantId,
        subject: { kind: 'account', ids: [id], name: username },
        after: { mustChangePassword },
      });
      const event = { accountId: id, tenantId, revision };
      await this.outbox.add(AccountPasswordChanged, event, { aggregateId: id, tenantId });
      return true;
    });
  }
}
