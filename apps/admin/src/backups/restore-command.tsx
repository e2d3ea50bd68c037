import type { BackupFieldsFragment } from '@vortex/sdk';
import { useTranslations } from 'use-intl';
import { CopyButton } from '../api/copy-button';

/** How it is done where services run apart: a panel can stop itself, but not its neighbours. */
export function RestoreCommand({ backup: { fileName, encrypted } }: { readonly backup: BackupFieldsFragment }) {
  const t = useTranslations('backups');
  const command = ['npm run restore --', fileName, ...(encrypted ? ['--passphrase-file <file>'] : [])].join(' ');
  return (
    <div role="status" className="flex flex-col gap-3 text-sm">
      <p>{t('restoreStop')}</p>
      <div className="flex items-center gap-2 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 text-xs break-all">{command}</code>
        <CopyButton text={command} />
      </div>
      <p>{t('restoreStart')}</p>
    </div>
  );
}
