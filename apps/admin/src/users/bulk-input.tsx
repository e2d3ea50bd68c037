import { Checkbox, TextField } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import type { BulkDraft, BulkName } from './bulk-operation';
import { useGroupNames } from './users.queries';

interface BulkInputProps {
  readonly name: BulkName;
  readonly draft: BulkDraft;
  readonly onChange: (draft: BulkDraft) => void;
}

export function BulkInput({ name, draft, onChange }: BulkInputProps) {
  const t = useTranslations('bulk');
  if (name === 'extend') {
    return (
      <div className="flex flex-col gap-5">
        <TextField
          label={t('days')}
          inputMode="numeric"
          autoFocus
          value={draft.days}
          onChange={(event) => onChange({ ...draft, days: event.target.value })}
        />
        <TextField
          label={t('gb')}
          inputMode="decimal"
          value={draft.gb}
          hint={t('extendHint')}
          onChange={(event) => onChange({ ...draft, gb: event.target.value })}
        />
      </div>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
      {(['add', 'remove'] as const).map((which) => (
        <Groups
          key={which}
          label={which === 'add' ? t('addTo') : t('removeFrom')}
          chosen={draft[which]}
          onChange={(ids) => onChange({ ...draft, [which]: ids })}
        />
      ))}
    </div>
  );
}

interface GroupsProps {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

function Groups({ label, chosen, onChange }: GroupsProps) {
  const { data: groups } = useGroupNames();
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{label}</legend>
      <div className="flex flex-col gap-2.5">
        {groups?.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(isChosen) => onChange(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
