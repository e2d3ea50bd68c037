import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiter } from '@vortex/cache';
import { type AccountId, InvalidInput, RATE_LIMITER, type Scope, type SessionId } from '@vortex/kit';
import { type Account, passwordChanged } from '../accounts/account';
import { AccountRepository } from '../accounts/account.repository';
import { TooManyAttempts, WrongCredentials } from '../sign-in/sign-in.errors';
import { PasswordHasher } from './password-hasher.service';
import { flawsOf } from './password-policy';
import { PasswordReplacement } from './password-replacement.service';
import { AccountChangedMeanwhile } from './password.errors';
import { PasswordRepository } from './password.repository';

/** Of guesses at the current password by whoever holds a stolen token. */
const guesses = { limit: 10, windowMs: 15 * 60_000 };
const mostRounds = 3;

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

@Injectable()
export class PasswordService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordRepository,
    private readonly hasher: PasswordHasher,
    private readonly replacement: PasswordReplacement,
    @Inject(RATE_LIMITER) private readonly limiter: RateLimiter,
  ) {}

  /** Replaces an account's password, proven by the current one. Of its sessions only `session` goes on. */
  async change(scope: Scope, id: AccountId, change: PasswordChange, session: SessionId): Promise<Account> {
    const { currentPassword, newPassword } = change;
    const { username } = await this.accounts.find(scope, id);
    refuse(flawsOf(newPassword, username, 'new_password'));
    await this.countGuess(id);
    // Hashing takes its time, so it happens outside the transaction; the revision shows whether its premise still holds.
    for (let round = 0; round < mostRounds; round += 1) {
      const account = await this.accounts.find(scope, id);
      const hash = await this.passwords.findHash(scope, id);
      if (!hash || !(await this.hasher.verify(hash, currentPassword))) throw new WrongCredentials();
      if (newPassword === currentPassword) refuse([same]);
      const changed = passwordChanged(account);
      if (await this.replacement.replace(scope, changed, await this.hasher.hash(newPassword), session)) {
        await this.limiter.reset(`password-change:${id}`, guesses);
        return changed;
      }
    }
    throw new AccountChangedMeanwhile();
  }

  /** Whether this is the account's password. Guesses count together with those of `change`. */
  async confirm(scope: Scope, id: AccountId, password: string): Promise<void> {
    await this.countGuess(id);
    const hash = await this.passwords.findHash(scope, id);
    if (!hash || !(await this.hasher.verify(hash, password))) refuse([wrong]);
    await this.limiter.reset(`password-change:${id}`, guesses);
  }

  private async countGuess(id: AccountId): Promise<void> {
    const verdict = await this.limiter.consume(`password-change:${id}`, guesses);
    if (!verdict.allowed) throw new TooManyAttempts(verdict.resetMs);
  }
}

const wrong = { path: 'password', code: 'wrong_password', message: 'This is not your password.' };
const same = { path: 'new_password', code: 'unchanged', message: 'This is your current password.' };

function refuse(flaws: ConstructorParameters<typeof InvalidInput>[0]): void {
  if (flaws.length > 0) throw new InvalidInput(flaws);
}
