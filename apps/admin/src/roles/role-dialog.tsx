import { CreateRole, DeleteRole, type RoleFieldsFragment, UpdateRole } from '@vortex/sdk';
import { Checkbox, Dialog, TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { useMay } from '../session/permissions';
import { PermissionChoice } from './permission-choice';
import { useRoleDescription } from './role-words';

interface RoleDialogProps {
  /** Absent: a new one. A built-in one is only shown. */
  readonly role?: RoleFieldsFragment;
  readonly onClose: () => void;
}

export function RoleDialog({ role, onClose }: RoleDialogProps) {
  const t = useTranslations();
  const descriptionOf = useRoleDescription();
  const api = useApi();
  const may = useMay();
  const [name, setName] = useState('');
  const [description, setDescription] = useState(role?.description ?? '');
  const [ownRowsOnly, setOwnRowsOnly] = useState(role?.ownRowsOnly ?? false);
  const [permissions, setPermissions] = useState<readonly string[]>(role?.permissions ?? []);
  const save = useAction({
    run: async () => {
      if (role) return (await api.request(UpdateRole, { id: role.id, input: { description, permissions } })).updateRole;
      return (await api.request(CreateRole, { input: { name, description, ownRowsOnly, permissions } })).createRole;
    },
    done: ({ name: saved }) => t(role ? 'roles.saved' : 'roles.created', { name: saved }),
    undo: ({ id }) => {
      if (!role) return api.request(DeleteRole, { id });
      return api.request(UpdateRole, { id, input: { description: role.description, permissions: role.permissions } });
    },
    touches: ['roles', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(save.error);
  if (role && (role.builtIn || !may('auth.role.write'))) {
    return (
      <Dialog
        open
        onClose={onClose}
        place="end"
        title={role.name}
        lead={descriptionOf(role)}
        closeLabel={t('actions.close')}
      >
        <PermissionChoice label={t('roles.permissions')} chosen={permissions} onChange={setPermissions} disabled />
      </Dialog>
    );
  }
  return (
    <FormDialog
      open
      onClose={onClose}
      place="end"
      title={role ? `${t('roles.edit')}: ${role.name}` : t('roles.create')}
      submitLabel={t(role ? 'actions.save' : 'roles.create')}
      busy={save.isPending}
      error={save.error}
      fields={['input.name', 'input.description']}
      disabled={!role && name.trim() === ''}
      onSubmit={() => save.mutate(undefined, { onSuccess: onClose })}
    >
      {!role && (
        <TextField
          label={t('roles.name')}
          hint={t('roles.nameHint')}
          value={name}
          autoFocus
          autoComplete="off"
          maxLength={48}
          error={refused('input.name')}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <TextField
        label={t('roles.description')}
        value={description}
        autoComplete="off"
        maxLength={500}
        error={refused('input.description')}
        onChange={(event) => setDescription(event.target.value)}
      />
      {!role && <Checkbox label={t('roles.ownRowsOnly')} checked={ownRowsOnly} onChange={setOwnRowsOnly} />}
      <PermissionChoice label={t('roles.permissions')} chosen={permissions} onChange={setPermissions} />
    </FormDialog>
  );
}
