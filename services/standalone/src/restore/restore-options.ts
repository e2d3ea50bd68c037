import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartFailure } from '../start-failure';

export const usage = `
npm run restore -- <file> [options]

Puts an archive of backupDatabase in the place of an installation's databases. The installation must not run. All of the
archive is verified before anything is touched, and the databases change places at once or not at all.

  --home <folder>              the installation, or a folder for a new one; default VORTEX_HOME, else ./.vortex
  --passphrase-file <file>     the passphrase of an encrypted archive, in the file's first line
  --master-keys <file>         master keys for a new installation, where the archive brings none
  --keep-old                   keeps the replaced databases as <name>_before_restore
  --check                      verifies the archive and changes nothing
  --yes                        answers the question whether existing data may be replaced
  --help

The databases are found as services find them: VORTEX_<SERVICE>_DATABASE_URL, VORTEX_DATABASE_URL, or else the PostgreSQL
within the home. Services that run apart must all be stopped; VORTEX_BROKER_URL names the broker whose queues are emptied.
`.trim();

export interface RestoreOptions {
  readonly file: string;
  readonly home: string | undefined;
  readonly passphrase: string;
  readonly masterKeys: string | undefined;
  readonly keepOld: boolean;
  readonly check: boolean;
  readonly yes: boolean;
}

const known = {
  home: { type: 'string' },
  'passphrase-file': { type: 'string' },
  'master-keys': { type: 'string' },
  'keep-old': { type: 'boolean' },
  check: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Undefined when help was asked for. */
export function readOptions(args: readonly string[]): RestoreOptions | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new StartFailure('Name one archive.', usage);
  const [passphraseFile, masterKeys] = [values['passphrase-file'], values['master-keys']];
  return {
    file: resolve(file),
    home: values.home,
    passphrase: passphraseFile ? (contentOf(passphraseFile).split(/\r?\n/, 1)[0] ?? '') : '',
    masterKeys: masterKeys ? contentOf(masterKeys) : undefined,
    keepOld: values['keep-old'] ?? false,
    check: values.check ?? false,
    yes: values.yes ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: true });
  } catch (error) {
    throw new StartFailure((error as Error).message, usage);
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartFailure(`${path} cannot be read: ${(error as Error).message}`, 'Name a file that can be read.');
  }
}
