import type { DomainError } from '@vortex/kit';
import { RestoreRefused } from './restore.errors';

const problems: Readonly<Record<string, readonly [string, string]>> = {
  not_an_archive: ['The file is no archive of VortexPanel.', 'Name a file that backupDatabase has made.'],
  archive_truncated: ['The archive is cut short.', 'Copy or download it again; compare its SHA-256.'],
  archive_damaged: [
    'The archive is damaged: its content is not what was written.',
    'Copy or download it again, or take another one.',
  ],
  archive_format_unknown: [
    'A newer release has made the archive, in a format this one does not know.',
    'Restore it with that release.',
  ],
  passphrase_needed: ['The archive is encrypted.', 'Name a file with its passphrase: --passphrase-file <file>'],
  wrong_passphrase: ['The passphrase is not that of the archive.', 'Try another one.'],
};

/** What is wrong with an archive, and what to do, for the person at the terminal. */
export function explainArchive(error: DomainError): string {
  if (error instanceof RestoreRefused) return `✖ ${error.problem}\n  ${error.remedy}`;
  const { code, facts } = error;
  const [problem, remedy] = problems[code] ?? [`The restore failed: ${code}.`, 'The log says more.'];
  const where = facts['where'] ? ` (${facts['where']})` : '';
  return `✖ ${problem}${where} [${code}]\n  ${remedy} Nothing was changed.`;
}
