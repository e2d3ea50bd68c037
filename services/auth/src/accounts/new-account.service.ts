import { Inject, Injectable } from '@nestjs/common';
import { AccountCreated } from '@vortex/contracts/auth';
import { Audit, CLOCK, type Clock, InvalidInput } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { generatePassword } from '../passwords/generated-password';
import { PasswordHasher } from '../passwords/password-hasher.service';
import { flawsOf } from '../passwords/password-policy';
import { PasswordRepository } from '../passwords/password.repository';
import { type Account, newAccount, type NewAccount } from './account';
import { auditedFields } from './account-audit';
import { AccountRepository } from './account.repository';

export interface PreparedPassword {
  readonly hash: string;
  /** To be told once; absent for one that was given. */
  readonly generated: string | undefined;
}

/** Makes accounts with all that belongs to one. Who may, and with which rights, has been decided by whoever calls. */
@Injectable()
export class NewAccountService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordRepository,
    private readonly hasher: PasswordHasher,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Hashing takes its time: to be called before the transaction. Generates one where `given` is empty. */
  async preparePassword(username: string, given: string, path: string): Promise<PreparedPassword> {
    const flaws = given === '' ? [] : flawsOf(given, username, path);
    if (flaws.length > 0) throw new InvalidInput(flaws);
    const generated = given === '' ? generatePassword() : undefined;
    return { hash: await this.hasher.hash(generated ?? given), generated };
  }

  /** Joins the caller's transaction. */
  async add(given: NewAccount, { hash }: PreparedPassword): Promise<Account> {
    const now = this.clock.now();
    const account = newAccount(given, now);
    const { id, tenantId, username, role, revision } = account;
    await this.accounts.insert(account);
    await this.passwords.insert({ accountId: id, tenantId, hash, changedAt: now });
    const event = { accountId: id, tenantId, username, role, revision };
    await this.outbox.add(AccountCreated, event, { aggregateId: id, tenantId });
    const subject = { kind: 'account', ids: [id], name: username };
    await this.audit.record({ action: 'auth.account.create', tenantId, subject, after: auditedFields(account) });
    return account;
  }
}
