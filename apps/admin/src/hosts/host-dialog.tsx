import { CreateHost, DeleteHost, type HostFieldsFragment, UpdateHost } from '@vortex/sdk';
import { Checkbox, SelectField, TextArea, TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { inboundName, useInboundChoice } from '../inbounds/inbounds.queries';
import { emptyHost, fingerprints, type HostDraft, hostDraftOf, hostInput } from './host-draft';

interface HostDialogProps {
  /** Absent: a new one. */
  readonly host?: HostFieldsFragment;
  readonly onClose: () => void;
}

const textFields = ['port', 'sni', 'hostHeader', 'path'] as const;

export function HostDialog({ host, onClose }: HostDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const [draft, setDraft] = useState(() => (host ? hostDraftOf(host) : emptyHost));
  const save = useAction({
    run: async () => {
      const input = hostInput(draft);
      if (!host) return (await api.request(CreateHost, { input })).createHost;
      const expectedRevision = host.revision;
      return (await api.request(UpdateHost, { id: host.id, input: { ...input, expectedRevision } })).updateHost;
    },
    done: ({ remark: name }) => t(host ? 'hosts.saved' : 'hosts.created', { name }),
    undo: ({ id }) =>
      host ? api.request(UpdateHost, { id, input: hostInput(hostDraftOf(host)) }) : api.request(DeleteHost, { id }),
    touches: ['hosts', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(save.error);
  const field = (name: 'remark' | 'addresses' | 'tags' | 'weight' | (typeof textFields)[number]) => ({
    label: t(`hosts.${name}`),
    value: draft[name],
    autoComplete: 'off',
    error: refused(`input.${name}`),
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });
  return (
    <FormDialog
      open
      onClose={onClose}
      place="end"
      title={t(host ? 'hosts.edit' : 'hosts.create')}
      submitLabel={t(host ? 'actions.save' : 'hosts.create')}
      busy={save.isPending}
      error={save.error}
      fields={['remark', 'inboundId', 'addresses', 'tags', 'weight', 'fingerprint', 'security', ...textFields].map(
        (name) => `input.${name}`,
      )}
      disabled={draft.remark.trim() === '' || draft.inboundId === ''}
      onSubmit={() => save.mutate(undefined, { onSuccess: onClose })}
    >
      <TextField {...field('remark')} autoFocus maxLength={128} />
      <InboundField draft={draft} onChange={setDraft} error={refused('input.inboundId')} />
      <TextArea {...field('addresses')} rows={2} hint={t('hosts.addressesHint')} />
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        {textFields.map((name) => (
          <TextField
            key={name}
            {...field(name)}
            hint={t('hosts.asInbound')}
            inputMode={name === 'port' ? 'numeric' : undefined}
          />
        ))}
        <SelectField
          label={t('hosts.fingerprint')}
          choices={[{ value: '', label: t('hosts.asIs') }, ...fingerprints.map((value) => ({ value, label: value }))]}
          value={draft.fingerprint}
          error={refused('input.fingerprint')}
          onChange={(fingerprint) => setDraft({ ...draft, fingerprint })}
        />
        <SelectField<HostDraft['security']>
          label={t('hosts.security')}
          choices={[
            { value: '', label: t('hosts.asIs') },
            ...(['NONE', 'TLS', 'REALITY'] as const).map((value) => ({ value, label: t(`inboundSecurity.${value}`) })),
          ]}
          value={draft.security}
          error={refused('input.security')}
          onChange={(security) => setDraft({ ...draft, security })}
        />
        <TextField {...field('weight')} inputMode="numeric" />
        <TextField {...field('tags')} hint={t('user.tagsHint')} />
      </div>
      <Checkbox
        label={t('hosts.enabled')}
        checked={draft.enabled}
        onChange={(enabled) => setDraft({ ...draft, enabled })}
      />
    </FormDialog>
  );
}

interface InboundFieldProps {
  readonly draft: HostDraft;
  readonly onChange: (draft: HostDraft) => void;
  readonly error: string | undefined;
}

function InboundField({ draft, onChange, error }: InboundFieldProps) {
  const t = useTranslations('hosts');
  const { data } = useInboundChoice();
  const choices = (data ?? []).map((inbound) => ({ value: inbound.id, label: inboundName(inbound) }));
  return (
    <SelectField
      label={t('inbound')}
      choices={draft.inboundId === '' ? [{ value: '', label: '–' }, ...choices] : choices}
      value={draft.inboundId}
      error={error}
      onChange={(inboundId) => onChange({ ...draft, inboundId })}
    />
  );
}
