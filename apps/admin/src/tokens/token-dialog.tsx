import { CreateApiToken } from '@vortex/sdk';
import { TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { SecretDialog } from '../api/secret-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { PermissionChoice } from '../roles/permission-choice';

/** Makes a token of some of the caller's own permissions, and shows it once. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  const api = useApi();
  const [name, setName] = useState('');
  const [expires, setExpires] = useState('');
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const create = useAction({
    run: async () => {
      const expiresAt = expires === '' ? undefined : new Date(`${expires}T23:59:59`).toISOString();
      return (await api.request(CreateApiToken, { input: { name: name.trim(), scopes, expiresAt } })).createApiToken
        .secret;
    },
    touches: ['tokens', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(create.error);
  if (create.data) {
    return <SecretDialog label={t('secret.token', { name })} secret={create.data} onClose={onClose} />;
  }
  return (
    <FormDialog
      open
      onClose={onClose}
      place="end"
      title={t('tokens.create')}
      submitLabel={t('tokens.create')}
      busy={create.isPending}
      error={create.error}
      fields={['input.name', 'input.expiresAt']}
      disabled={name.trim() === '' || scopes.length === 0}
      onSubmit={() => create.mutate(undefined)}
    >
      <TextField
        label={t('tokens.name')}
        value={name}
        autoFocus
        autoComplete="off"
        maxLength={100}
        error={refused('input.name')}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('tokens.expires')}
        type="date"
        hint={t('tokens.expiresHint')}
        value={expires}
        error={refused('input.expiresAt')}
        onChange={(event) => setExpires(event.target.value)}
      />
      <PermissionChoice label={t('tokens.scopes')} chosen={scopes} onChange={setScopes} />
    </FormDialog>
  );
}
