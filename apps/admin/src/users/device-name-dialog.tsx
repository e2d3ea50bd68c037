import { AddWireguardDevice, type DeviceFieldsFragment, RenameDevice } from '@vortex/sdk';
import { TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import type { UserDetail } from './user-draft';

interface DeviceNameDialogProps {
  readonly user: UserDetail;
  /** Absent: one is added. */
  readonly device: DeviceFieldsFragment | undefined;
  readonly onClose: () => void;
}

export function DeviceNameDialog({ user, device, onClose }: DeviceNameDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const [name, setName] = useState(device?.name ?? '');
  const save = useAction({
    run: async () => {
      if (device) await api.request(RenameDevice, { id: device.id, name });
      else await api.request(AddWireguardDevice, { userId: user.id, name });
    },
    done: () => (device ? t('devices.renamed', { name }) : t('devices.added', { name })),
    touches: ['user', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(save.error);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={device ? t('actions.rename') : t('devices.add')}
      submitLabel={device ? t('actions.save') : t('actions.add')}
      busy={save.isPending}
      error={save.error}
      fields={['name']}
      disabled={name.trim() === ''}
      onSubmit={() => save.mutate(undefined, { onSuccess: onClose })}
    >
      <TextField
        label={t('devices.name')}
        value={name}
        autoFocus
        autoComplete="off"
        maxLength={64}
        error={refused('name')}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}
