import { Inject, Injectable, Optional } from '@nestjs/common';
import {
  InvalidInput,
  type PlatformRestores,
  type RestoreFindings,
  RESTORES,
  runOutsideCall,
  type Scope,
} from '@vortex/kit';
import { createHash } from 'node:crypto';
import type { Archive, ArchiveId } from '../archives/archive';
import { ArchiveRepository } from '../archives/archive.repository';
import { ArchiveService } from '../archives/archive.service';
import { doneOrLate } from '../archives/done-or-late';
import { PassphraseNeeded, WrongPassphrase } from '../format/archive.errors';
import { RestoreApart } from './restore.errors';

/** Asks the platform whether it can do something with an archive. Whoever asks again while it reads waits for the same. */
@Injectable()
export class ArchiveChecks {
  private readonly underWay = new Map<string, Promise<RestoreFindings>>();

  constructor(
    private readonly archives: ArchiveService,
    private readonly register: ArchiveRepository,
    @Optional() @Inject(RESTORES) private readonly platform: PlatformRestores | undefined,
  ) {}

  /** Undefined when it takes longer than `waitMs`; then it goes on, for whoever asks the next time. */
  async check(scope: Scope, id: ArchiveId, passphrase: string, waitMs: number): Promise<RestoreFindings | undefined> {
    const { archive, path } = await this.archives.locate(scope, id);
    const checking = this.begin(archive, path, passphrase);
    let findings: RestoreFindings | undefined;
    await doneOrLate(
      checking.then((found) => (findings = found)),
      waitMs,
    );
    return findings;
  }

  /** Goes on until it is done. */
  begin(archive: Archive, path: string, passphrase: string): Promise<RestoreFindings> {
    const key = `${archive.id} ${createHash('sha256').update(passphrase).digest('hex')}`;
    const known = this.underWay.get(key);
    if (known) return known;
    const checking = runOutsideCall(() => this.read(archive, path, passphrase)).finally(() =>
      this.underWay.delete(key),
    );
    checking.catch(() => undefined);
    this.underWay.set(key, checking);
    return checking;
  }

  private async read(archive: Archive, path: string, passphrase: string): Promise<RestoreFindings> {
    if (!this.platform) throw new RestoreApart(archive.fileName);
    try {
      const findings = await this.platform.check(path, passphrase);
      if (archive.origin === 'uploaded') await this.register.learn(archive.id, factsOf(findings));
      return findings;
    } catch (error) {
      if (error instanceof PassphraseNeeded) throw atPassphrase('required', 'The archive is encrypted.');
      if (error instanceof WrongPassphrase) throw atPassphrase('wrong_passphrase', 'This is not its passphrase.');
      throw error;
    }
  }
}

function factsOf({ release, generation, withMasterKeys, databases }: RestoreFindings) {
  return { release, generation, withMasterKeys, rowCount: databases.reduce((sum, { rows }) => sum + rows, 0n) };
}

function atPassphrase(code: string, message: string): InvalidInput {
  return new InvalidInput([{ path: 'passphrase', code, message }]);
}
