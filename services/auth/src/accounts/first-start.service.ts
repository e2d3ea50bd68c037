import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AccountCreated } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, CONFIG, ConfigError, LOG, type Log } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import type { AuthConfig } from '../config';
import { generatePassword } from '../passwords/generated-password';
import { PasswordHasher } from '../passwords/password-hasher.service';
import { PasswordRepository } from '../passwords/password.repository';
import { newTenant, operatorSlug } from '../tenants/tenant';
import { TenantRepository } from '../tenants/tenant.repository';
import { TenantEvents } from '../tenants/tenant-events.service';
import { newAccount } from './account';
import { AccountRepository } from './account.repository';
import { leaveInitialPassword } from './initial-password.file';
import { ownerName } from './owner';

/** Makes the operator and its owner where there is none: once, however many replicas start at the same time. */
@Injectable()
export class FirstStart implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly tenants: TenantRepository,
    private readonly tenantEvents: TenantEvents,
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordRepository,
    private readonly hasher: PasswordHasher,
    private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: AuthConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (await this.tenants.operatorId()) return;
    const { VORTEX_OWNER_PASSWORD: preset, VORTEX_INITIAL_PASSWORD_FILE: file } = this.config;
    const password = preset ?? generatePassword();
    if (preset === undefined && file === undefined) throw nobodyCouldBeTold();
    const hash = await this.hasher.hash(password);
    // Left before the commit: a password nobody was told of would lock everybody out, one for an account that was
    // rolled back harms nobody, and the next start replaces it.
    const tell = async () => {
      if (preset === undefined && file !== undefined) await leaveInitialPassword(file, password);
    };
    const isFirst = await this.db.run(() => this.found(hash, preset === undefined, tell));
    if (isFirst) this.log.info({ username: ownerName }, 'the owner was made');
  }

  /** False when another replica has been faster; it is then waited for until it has committed. */
  private async found(hash: string, mustChangePassword: boolean, tell: () => Promise<void>): Promise<boolean> {
    const now = this.clock.now();
    const tenant = newTenant({ slug: operatorSlug, name: 'Operator' }, now);
    if (!(await this.tenants.insert(tenant))) return false;
    await this.tenantEvents.changed(tenant);
    const account = newAccount({ tenantId: tenant.id, username: ownerName, role: 'owner', mustChangePassword }, now);
    const { id, tenantId, username, role, revision } = account;
    await this.accounts.insert(account);
    await this.passwords.insert({ accountId: id, tenantId, hash, changedAt: now });
    const event = { accountId: id, tenantId, username, role, revision };
    await this.outbox.add(AccountCreated, event, { aggregateId: id, tenantId });
    await tell();
    return true;
  }
}

function nobodyCouldBeTold(): ConfigError {
  const expected = 'a password, since this is the first start; or name a file for one in VORTEX_INITIAL_PASSWORD_FILE';
  return new ConfigError([{ variable: 'VORTEX_OWNER_PASSWORD', expected }]);
}
