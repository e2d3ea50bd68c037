import { existsSync, readFileSync, rmSync } from 'node:fs';

/** The password auth made at the first start. It stays in its file until a person has been shown it. */
export class InitialPassword {
  constructor(private readonly file: string) {}

  /** Undefined when it was preset, or shown before. */
  read(): string | undefined {
    return existsSync(this.file) ? readFileSync(this.file, 'utf8').trim() : undefined;
  }

  forget(): void {
    rmSync(this.file, { force: true });
  }
}
