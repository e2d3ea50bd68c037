import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, CONFIG, type ConfigOf, Keyring, SealBroken } from '@vortex/kit';

const lifetimeMs = 10 * 60_000;
const context = 'backup.download:link';

/** Links by which an archive is fetched without an account: sealed, so that nobody makes or changes one. */
@Injectable()
export class BackupLinks {
  constructor(
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ConfigOf<unknown>,
  ) {}

  linkTo(id: string, fileName: string): string {
    const sealed = this.keyring.seal(`${this.clock.now().getTime() + lifetimeMs} ${id}`, context);
    const base = this.config.VORTEX_PUBLIC_URL?.replace(/\/+$/, '') ?? '';
    return `${base}/files/backups/${Buffer.from(sealed).toString('base64url')}/${encodeURIComponent(fileName)}`;
  }

  /** The archive a link leads to; undefined for one that is over, or was never given. */
  archiveOf(token: string): string | undefined {
    const sealed = Buffer.from(token, 'base64url');
    // There is one way to write a link: bits that nobody reads are no place for others.
    if (sealed.toString('base64url') !== token) return undefined;
    try {
      const text = this.keyring.openText(sealed, context);
      const [until, id] = text.split(' ', 2);
      return Number(until) > this.clock.now().getTime() ? id : undefined;
    } catch (error) {
      if (error instanceof SealBroken || error instanceof RangeError) return undefined;
      throw error;
    }
  }
}
