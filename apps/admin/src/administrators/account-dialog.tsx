import { type AccountRowFragment, CreateAccount, UpdateAccount } from '@vortex/sdk';
import { SelectField, TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { SecretDialog } from '../api/secret-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { useRoleDescription } from '../roles/role-words';
import { useRoles } from '../roles/roles.queries';

interface AccountDialogProps {
  /** Absent: a new one, with a password that is made for it. */
  readonly account?: AccountRowFragment;
  readonly onClose: () => void;
}

export function AccountDialog({ account, onClose }: AccountDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const { data: roles } = useRoles();
  const descriptionOf = useRoleDescription();
  const [username, setUsername] = useState(account?.username ?? '');
  const [name, setName] = useState(account?.name ?? '');
  const [role, setRole] = useState(account?.role ?? 'support');
  const chosen = roles?.find((each) => each.name === role);
  const save = useAction({
    run: async () => {
      if (account) {
        await api.request(UpdateAccount, { id: account.id, input: { name, ...(role !== account.role && { role }) } });
        return undefined;
      }
      const { createAccount } = await api.request(CreateAccount, { input: { username: username.trim(), name, role } });
      return createAccount.generatedPassword ?? undefined;
    },
    done: () => t(account ? 'administrators.saved' : 'administrators.wasCreated', { name: username }),
    touches: ['accounts', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(save.error);
  if (save.data) {
    return <SecretDialog label={t('secret.password', { name: username })} secret={save.data} onClose={onClose} />;
  }
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(account ? 'administrators.edit' : 'administrators.create')}
      submitLabel={t(account ? 'actions.save' : 'administrators.create')}
      busy={save.isPending}
      error={save.error}
      fields={['input.username', 'input.name', 'input.role']}
      disabled={username.trim() === ''}
      onSubmit={() => save.mutate(undefined, { onSuccess: (secret) => secret === undefined && onClose() })}
    >
      {!account && (
        <TextField
          label={t('administrators.username')}
          value={username}
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          maxLength={64}
          error={refused('input.username')}
          onChange={(event) => setUsername(event.target.value)}
        />
      )}
      <TextField
        label={t('administrators.name')}
        value={name}
        autoComplete="off"
        maxLength={100}
        error={refused('input.name')}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={t('administrators.role')}
        choices={(roles ?? []).map((each) => ({ value: each.name, label: each.name }))}
        value={role}
        error={refused('input.role')}
        hint={chosen && descriptionOf(chosen)}
        onChange={setRole}
      />
    </FormDialog>
  );
}
