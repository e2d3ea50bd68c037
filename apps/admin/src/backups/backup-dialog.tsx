import { BackupDatabase } from '@vortex/sdk';
import { Checkbox, PasswordField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';

export function BackupDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  const api = useApi();
  const [passphrase, setPassphrase] = useState('');
  const [withMasterKeys, setWithMasterKeys] = useState(false);
  const make = useAction({
    run: async () => {
      const input = passphrase === '' ? {} : { passphrase, withMasterKeys };
      return (await api.request(BackupDatabase, { input }, { timeoutMs: 60_000 })).backupDatabase;
    },
    done: ({ state, fileName: name }) => (state === 'DONE' ? t('backups.made', { name }) : t('backups.begun')),
    touches: ['backups', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(make.error);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('backups.make')}
      submitLabel={t('backups.make')}
      busy={make.isPending}
      error={make.error}
      fields={['input.passphrase']}
      onSubmit={() => make.mutate(undefined, { onSuccess: onClose })}
    >
      <PasswordField
        label={t('backups.passphrase')}
        hint={t('backups.passphraseHint')}
        labels={{ show: t('password.show'), hide: t('password.hide') }}
        autoComplete="new-password"
        value={passphrase}
        error={refused('input.passphrase')}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <Checkbox
        label={t('backups.masterKeys')}
        hint={t('backups.masterKeysHint')}
        disabled={passphrase === ''}
        checked={passphrase !== '' && withMasterKeys}
        onChange={setWithMasterKeys}
      />
    </FormDialog>
  );
}
