import { CreateServer, DeleteServer, type ServerFieldsFragment, UpdateServer } from '@vortex/sdk';
import { Checkbox, SelectField, TextArea, TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import {
  countedTraffic,
  emptyServer,
  type ServerDraft,
  serverDraftOf,
  serverInput,
  serverProblemsOf,
} from './server-draft';
import { serverStates } from './server-state';

interface ServerDialogProps {
  /** Absent: one is added. */
  readonly server?: ServerFieldsFragment;
  readonly onClose: () => void;
}

const paths = {
  ...{ name: 'name', country: 'region.country', city: 'region.city', latitude: 'region.latitude' },
  ...{ longitude: 'region.longitude', users: 'capacity.users', megabits: 'capacity.megabitsPerSecond' },
  ...{ coefficient: 'coefficientMilli', tags: 'tags', addresses: 'addresses', note: 'note' },
  ...{ quota: 'trafficQuota.limitBytes', resetDay: 'trafficQuota.reset.dayOfMonth', zone: 'trafficQuota.reset.zone' },
  ...{ warning: 'trafficQuota.warningPercent', group: 'failover.group', rank: 'failover.rank' },
} as const;

const labels = {
  name: 'name',
  country: 'country',
  city: 'city',
  latitude: 'latitude',
  longitude: 'longitude',
  users: 'mostUsers',
  megabits: 'mostMegabits',
  coefficient: 'coefficient',
  tags: 'tags',
  addresses: 'addresses',
  note: 'note',
  quota: 'quota',
  resetDay: 'resetDay',
  zone: 'zone',
  warning: 'warning',
  group: 'group',
  rank: 'rank',
} as const;

export function ServerDialog({ server, onClose }: ServerDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const [draft, setDraft] = useState(() => (server ? serverDraftOf(server) : emptyServer));
  const [submitted, setSubmitted] = useState(false);
  const save = useAction({
    run: async () => {
      const input = serverInput(draft);
      if (!server) return (await api.request(CreateServer, { input })).createServer;
      const expectedRevision = server.revision;
      return (await api.request(UpdateServer, { id: server.id, input: { ...input, expectedRevision } })).updateServer;
    },
    done: ({ name }) => t(server ? 'servers.saved' : 'servers.created', { name }),
    undo: ({ id }) =>
      server
        ? api.request(UpdateServer, { id, input: serverInput(serverDraftOf(server)) })
        : api.request(DeleteServer, { id }),
    touches: ['servers', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(save.error);
  const problems = submitted ? serverProblemsOf(draft) : {};
  const field = (name: keyof typeof paths) => {
    const problem = problems[name];
    return {
      label: t(`servers.${labels[name]}`),
      value: draft[name],
      autoComplete: 'off',
      error: problem ? t(`user.${problem}`) : refused(`input.${paths[name]}`),
      onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
    };
  };
  function submit() {
    setSubmitted(true);
    if (Object.keys(serverProblemsOf(draft)).length === 0) save.mutate(undefined, { onSuccess: onClose });
  }
  return (
    <FormDialog
      open
      onClose={onClose}
      place="end"
      title={t(server ? 'servers.edit' : 'servers.add')}
      submitLabel={t(server ? 'actions.save' : 'servers.add')}
      busy={save.isPending}
      error={save.error}
      fields={Object.values(paths).map((path) => `input.${path}`)}
      onSubmit={submit}
    >
      <TextField {...field('name')} autoFocus maxLength={100} />
      <StateField draft={draft} onChange={setDraft} />
      <TextArea {...field('addresses')} hint={t('servers.addressesHint')} rows={2} />
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField {...field('city')} />
        <TextField {...field('country')} maxLength={2} hint={t('servers.countryHint')} />
        <TextField {...field('latitude')} inputMode="decimal" />
        <TextField {...field('longitude')} inputMode="decimal" />
        <TextField {...field('users')} inputMode="numeric" hint={t('user.noLimitHint')} />
        <TextField {...field('megabits')} inputMode="numeric" hint={t('user.noLimitHint')} />
      </div>
      <TextField {...field('coefficient')} inputMode="decimal" hint={t('servers.coefficientHint')} />
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField {...field('quota')} inputMode="decimal" hint={t('user.noLimitHint')} />
        <CountedField draft={draft} onChange={setDraft} />
        <TextField {...field('resetDay')} inputMode="numeric" hint={t('servers.resetDayHint')} />
        <TextField {...field('zone')} hint={t('servers.zoneHint')} />
        <TextField {...field('warning')} inputMode="numeric" />
      </div>
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField {...field('group')} maxLength={100} hint={t('servers.groupHint')} />
        <TextField {...field('rank')} inputMode="numeric" hint={t('servers.rankHint')} />
      </div>
      <TextField {...field('tags')} hint={t('user.tagsHint')} />
      <TextArea {...field('note')} />
      <Checkbox
        label={t('servers.shared')}
        checked={draft.shared}
        onChange={(shared) => setDraft({ ...draft, shared })}
      />
    </FormDialog>
  );
}

interface DraftFieldProps {
  readonly draft: ServerDraft;
  readonly onChange: (draft: ServerDraft) => void;
}

function CountedField({ draft, onChange }: DraftFieldProps) {
  const t = useTranslations();
  return (
    <SelectField
      label={t('servers.counted')}
      choices={countedTraffic.map((value) => ({ value, label: t(`countedTraffic.${value}`) }))}
      value={draft.counted}
      onChange={(counted) => onChange({ ...draft, counted })}
    />
  );
}

function StateField({ draft, onChange }: DraftFieldProps) {
  const t = useTranslations();
  return (
    <SelectField
      label={t('servers.state')}
      hint={t('servers.stateHint')}
      choices={serverStates.map((value) => ({ value, label: t(`serverState.${value}`) }))}
      value={draft.state}
      onChange={(state) => onChange({ ...draft, state })}
    />
  );
}
