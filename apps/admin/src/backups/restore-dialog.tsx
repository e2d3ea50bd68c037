import type { BackupFieldsFragment } from '@vortex/sdk';
import { Alert, Button, Dialog, Fact, Facts, TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '../api/copy-button';
import { ExactTime } from '../format/moment';

interface RestoreDialogProps {
  readonly backup: BackupFieldsFragment;
  readonly onClose: () => void;
}

/** A running panel cannot replace its own databases: says how it is done, once somebody has read what it does. */
export function RestoreDialog({ backup, onClose }: RestoreDialogProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState('');
  const isConfirmed = typed.trim() === backup.fileName;
  const command = [
    'npm run restore --',
    `.vortex/backups/${backup.fileName}`,
    ...(backup.encrypted ? ['--passphrase-file <file>'] : []),
  ].join(' ');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('backups.restoreTitle', { name: backup.fileName })}
      closeLabel={t('actions.close')}
      footer={<Button onClick={onClose}>{t('actions.close')}</Button>}
    >
      <div className="flex flex-col gap-5">
        <Alert tone="warning">{t('backups.restoreWarning')}</Alert>
        <Facts>
          <Fact name={t('backups.created')}>
            <ExactTime at={backup.createdAt} />
          </Fact>
          {backup.sha256 && (
            <Fact name={t('backups.checksum')}>
              <code className="text-xs break-all">{backup.sha256}</code>
            </Fact>
          )}
        </Facts>
        <TextField
          label={t('actions.typeToConfirm', { text: backup.fileName })}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        {isConfirmed && (
          <div role="status" className="flex flex-col gap-3 text-sm">
            <p>{t('backups.restoreStop')}</p>
            <div className="flex items-center gap-2 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
              <code className="min-w-0 flex-1 text-xs break-all">{command}</code>
              <CopyButton text={command} />
            </div>
            <p>{t('backups.restoreStart')}</p>
          </div>
        )}
      </div>
    </Dialog>
  );
}
