import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { PasswordChecksBusy } from './password.errors';

/** argon2id (the library's default) with what OWASP's Password Storage Cheat Sheet asks for: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Two at a time leave libuv's four threads room for files and names, and take 38 MiB whoever knocks. */
const mostAtOnce = 2;
/** At some 20 ms each the last of them waits about a third of a second. */
const mostWaiting = 32;

/** Hashes and checks passwords, a few at a time, so that a flood of logins takes neither the memory nor the processor. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(folded(password), cost));
  }

  verify(passwordHash: string, password: string): Promise<boolean> {
    return this.inTurn(() => verify(passwordHash, folded(password)));
  }

  /** Takes as long as `verify`, for a name that does not exist; always false. */
  async verifyNothing(password: string): Promise<false> {
    this.decoy ??= hash(randomBytes(32), cost);
    await this.verify(await this.decoy, password);
    return false;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= mostAtOnce) {
      if (this.waiting.length >= mostWaiting) throw new PasswordChecksBusy();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/** Keyboards disagree on how to write the same character (NIST SP 800-63B-4, 3.1.1.2). */
function folded(password: string): string {
  return password.normalize('NFKC');
}
