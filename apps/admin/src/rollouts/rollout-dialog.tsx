import { StartRollout } from '@vortex/sdk';
import { Checkbox, Skeleton, TextField } from '@vortex/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import type { Version } from '../configurations/versions.queries';
import { useServers } from '../servers/servers.queries';
import { emptyRollout, type RolloutDraft, rolloutInput, secondsIn, stagesIn } from './rollout-draft';

interface RolloutDialogProps {
  readonly version: Version;
  readonly onClose: () => void;
}

/** Brings a version to other servers: a few first, the rest once those are well. */
export function RolloutDialog({ version, onClose }: RolloutDialogProps) {
  const t = useTranslations('rollouts');
  const api = useApi();
  const router = useRouter();
  const [draft, setDraft] = useState(emptyRollout);
  const [submitted, setSubmitted] = useState(false);
  const start = useAction({
    run: async (input: NonNullable<ReturnType<typeof rolloutInput>>) =>
      (await api.request(StartRollout, { input })).startRollout,
    done: () => t('started'),
    touches: ['rollouts', 'versions', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(start.error);
  const change = (part: Partial<RolloutDraft>) => setDraft({ ...draft, ...part });
  const wrong = (isWrong: boolean, text: string) => (submitted && isWrong ? text : undefined);
  function submit() {
    setSubmitted(true);
    const input = rolloutInput(version.id, draft);
    if (input) start.mutate(input, { onSuccess: () => router.push('/rollouts') });
  }
  return (
    <FormDialog
      open
      onClose={onClose}
      place="end"
      title={t('startTitle', { number: version.number })}
      lead={t('startLead')}
      submitLabel={t('start')}
      busy={start.isPending}
      error={start.error}
      fields={['input.stages', 'input.windowSeconds', 'input.reason', 'input.serverIds']}
      onSubmit={submit}
    >
      <ServerChoice
        chosen={draft.serverIds}
        onChange={(serverIds) => change({ serverIds })}
        error={wrong(draft.serverIds.length === 0, t('noServers')) ?? refused('input.serverIds')}
      />
      <TextField
        label={t('stages')}
        hint={t('stagesHint')}
        value={draft.stages}
        error={wrong(!stagesIn(draft.stages), t('stagesWrong')) ?? refused('input.stages')}
        onChange={(event) => change({ stages: event.target.value })}
      />
      <TextField
        label={t('window')}
        hint={t('windowHint')}
        inputMode="numeric"
        value={draft.windowSeconds}
        error={wrong(!secondsIn(draft.windowSeconds), t('windowWrong')) ?? refused('input.windowSeconds')}
        onChange={(event) => change({ windowSeconds: event.target.value })}
      />
      <TextField
        label={t('reason')}
        value={draft.reason}
        maxLength={500}
        error={refused('input.reason')}
        onChange={(event) => change({ reason: event.target.value })}
      />
    </FormDialog>
  );
}

interface ServerChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly error: string | undefined;
}

/** In the order they are ticked they are brought it. */
function ServerChoice({ chosen, onChange, error }: ServerChoiceProps) {
  const t = useTranslations('rollouts');
  const { items } = useServers();
  const toggle = (id: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t('servers')}</legend>
      {!items && <Skeleton className="h-32" />}
      <ul className="flex max-h-72 flex-col gap-3 overflow-y-auto rounded-control border border-line p-3.5">
        {items?.map(({ id, name }) => (
          <li key={id}>
            <Checkbox label={name} checked={chosen.includes(id)} onChange={(isChosen) => toggle(id, isChosen)} />
          </li>
        ))}
      </ul>
      {error && <p className="mt-1.5 text-sm text-danger">{error}</p>}
    </fieldset>
  );
}
