import { CreateTenant, type TenantFieldsFragment, UpdateTenant } from '@vortex/sdk';
import { TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { SecretDialog } from '../api/secret-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';

interface TenantDialogProps {
  /** Absent: a new one. */
  readonly tenant?: TenantFieldsFragment;
  readonly onClose: () => void;
}

const fieldsOf = { mostUsers: 'limits.mostUsers', mostAccounts: 'limits.mostAccounts' } as const;

/** Where people of a tenant sign in without having to name it. */
const signInAddress = (slug: string) => new URL(`/admin/sign-in/?tenant=${slug}`, window.location.origin).href;

export function TenantDialog({ tenant, onClose }: TenantDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const [draft, setDraft] = useState({
    name: tenant?.name ?? '',
    slug: '',
    zone: tenant?.zone ?? 'UTC',
    mostUsers: tenant?.limits.mostUsers ? String(tenant.limits.mostUsers) : '',
    mostAccounts: tenant?.limits.mostAccounts ? String(tenant.limits.mostAccounts) : '',
    ownerUsername: '',
  });
  const number = (text: string) => (text.trim() === '' ? null : Number(text) || 0);
  const save = useAction({
    run: async () => {
      const limits = { mostUsers: number(draft.mostUsers), mostAccounts: number(draft.mostAccounts) };
      const input = { name: draft.name, zone: draft.zone, limits };
      if (tenant) {
        await api.request(UpdateTenant, { id: tenant.id, input });
        return undefined;
      }
      const { slug, ownerUsername } = draft;
      const made = (await api.request(CreateTenant, { input: { ...input, slug, ownerUsername } })).createTenant;
      return made.generatedPassword ?? undefined;
    },
    done: () => t(tenant ? 'tenants.saved' : 'tenants.wasCreated', { name: draft.name }),
    touches: ['tenants', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(save.error);
  const field = (name: keyof typeof draft) => ({
    label: t(`tenants.${name}`),
    value: draft[name],
    autoComplete: 'off',
    error: refused(`input.${name === 'mostUsers' || name === 'mostAccounts' ? fieldsOf[name] : name}`),
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });
  if (save.data) {
    return (
      <SecretDialog
        label={t('secret.password', { name: draft.ownerUsername })}
        secret={save.data}
        address={signInAddress(draft.slug)}
        onClose={onClose}
      />
    );
  }
  const names = ['name', 'slug', 'zone', 'ownerUsername', ...Object.values(fieldsOf)];
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(tenant ? 'tenants.edit' : 'tenants.create')}
      submitLabel={t(tenant ? 'actions.save' : 'tenants.create')}
      busy={save.isPending}
      error={save.error}
      fields={names.map((name) => `input.${name}`)}
      disabled={draft.name.trim() === ''}
      onSubmit={() => save.mutate(undefined, { onSuccess: (secret) => secret === undefined && onClose() })}
    >
      <TextField {...field('name')} autoFocus maxLength={100} />
      {!tenant && <TextField {...field('slug')} hint={t('tenants.slugHint')} maxLength={48} />}
      {!tenant && <TextField {...field('ownerUsername')} maxLength={64} />}
      <TextField {...field('zone')} hint={t('tenants.zoneHint')} />
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField {...field('mostUsers')} inputMode="numeric" hint={t('user.noLimitHint')} />
        <TextField {...field('mostAccounts')} inputMode="numeric" hint={t('user.noLimitHint')} />
      </div>
    </FormDialog>
  );
}
