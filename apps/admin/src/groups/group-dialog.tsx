import { CreateGroup, DeleteGroup, type GroupFieldsFragment, UpdateGroup } from '@vortex/sdk';
import { Checkbox, SearchField, TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { inboundName, useInboundChoice } from '../inbounds/inbounds.queries';
import { protocolNames } from '../inbounds/protocol-names';

interface GroupDialogProps {
  /** Absent: a new one. */
  readonly group?: GroupFieldsFragment;
  readonly onClose: () => void;
}

export function GroupDialog({ group, onClose }: GroupDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const [name, setName] = useState(group?.name ?? '');
  const [isDefault, setDefault] = useState(group?.isDefault ?? false);
  const [inboundIds, setInboundIds] = useState<readonly string[]>(group?.inboundIds ?? []);
  const save = useAction({
    run: async () => {
      const input = { name: name.trim(), isDefault, inboundIds };
      if (!group) return (await api.request(CreateGroup, { input })).createGroup;
      const expectedRevision = group.revision;
      return (await api.request(UpdateGroup, { id: group.id, input: { ...input, expectedRevision } })).updateGroup;
    },
    done: ({ name: saved }) => t(group ? 'groups.saved' : 'groups.created', { name: saved }),
    undo: ({ id }) => {
      if (!group) return api.request(DeleteGroup, { id });
      const { name: before, isDefault: wasDefault, inboundIds: ids } = group;
      return api.request(UpdateGroup, { id, input: { name: before, isDefault: wasDefault, inboundIds: ids } });
    },
    touches: ['groups', 'inbounds', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(save.error);
  return (
    <FormDialog
      open
      onClose={onClose}
      place="end"
      title={t(group ? 'groups.edit' : 'groups.create')}
      submitLabel={t(group ? 'actions.save' : 'groups.create')}
      busy={save.isPending}
      error={save.error}
      fields={['input.name']}
      disabled={name.trim() === ''}
      onSubmit={() => save.mutate(undefined, { onSuccess: onClose })}
    >
      <TextField
        label={t('groups.name')}
        value={name}
        autoFocus
        autoComplete="off"
        maxLength={64}
        error={refused('input.name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Checkbox
        label={t('groups.isDefault')}
        hint={t('groups.isDefaultHint')}
        checked={isDefault}
        onChange={setDefault}
      />
      <InboundChoice chosen={inboundIds} onChange={setInboundIds} />
    </FormDialog>
  );
}

interface InboundChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

function InboundChoice({ chosen, onChange }: InboundChoiceProps) {
  const t = useTranslations('groups');
  const [search, setSearch] = useState('');
  const { data } = useInboundChoice();
  const fits = (text: string) => text.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
  const shown = data?.filter((inbound) => fits(inboundName(inbound)));
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t('inbounds')}</legend>
      <SearchField className="mb-3" label={t('filter')} value={search} onChange={setSearch} />
      <div className="flex flex-col gap-2.5">
        {shown?.map((inbound) => (
          <Checkbox
            key={inbound.id}
            label={inboundName(inbound)}
            hint={protocolNames[inbound.protocol]}
            checked={chosen.includes(inbound.id)}
            onChange={(isChosen) =>
              onChange(isChosen ? [...chosen, inbound.id] : chosen.filter((other) => other !== inbound.id))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
