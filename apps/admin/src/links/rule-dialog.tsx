import type { LinkRuleOperator } from '@vortex/sdk';
import { Button, Checkbox, Icon, SelectField, TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FormDialog } from '../api/form-dialog';
import { formatNames, formats, type LinkRule } from './link-draft';
import { useLinkTemplates } from './links.queries';

interface RuleDialogProps {
  readonly rule: LinkRule;
  readonly onClose: () => void;
  readonly onSave: (rule: LinkRule) => void;
}

/** One rule: of whom, and what they are answered. It takes effect when the settings are saved. */
export function RuleDialog({ rule, onClose, onSave }: RuleDialogProps) {
  const t = useTranslations();
  const [draft, setDraft] = useState(rule);
  return (
    <FormDialog
      open
      onClose={onClose}
      place="end"
      title={t('links.editRule')}
      submitLabel={t('actions.add')}
      busy={false}
      error={undefined}
      fields={[]}
      disabled={draft.name.trim() === ''}
      onSubmit={() => {
        onSave(draft);
        onClose();
      }}
    >
      <TextField
        label={t('links.ruleName')}
        value={draft.name}
        autoFocus
        autoComplete="off"
        maxLength={64}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <Checkbox
        label={t('links.enabled')}
        checked={draft.enabled}
        onChange={(enabled) => setDraft({ ...draft, enabled })}
      />
      <SelectField
        label={t('links.match')}
        choices={(['ALL', 'ANY'] as const).map((value) => ({ value, label: t(`links.${value}`) }))}
        value={draft.match}
        onChange={(match) => setDraft({ ...draft, match })}
      />
      <Conditions draft={draft} onChange={setDraft} />
      <Answer draft={draft} onChange={setDraft} />
    </FormDialog>
  );
}

interface PartProps {
  readonly draft: LinkRule;
  readonly onChange: (draft: LinkRule) => void;
}

const operators = [
  ...(['CONTAINS', 'NOT_CONTAINS', 'EQUALS', 'NOT_EQUALS', 'STARTS_WITH'] as const),
  ...(['ENDS_WITH', 'MATCHES', 'NOT_MATCHES', 'PRESENT', 'ABSENT'] as const),
] satisfies readonly LinkRuleOperator[];

function Conditions({ draft, onChange }: PartProps) {
  const t = useTranslations();
  const { conditions } = draft;
  const set = (place: number, changes: Partial<(typeof conditions)[number]>) =>
    onChange({ ...draft, conditions: conditions.map((each, at) => (at === place ? { ...each, ...changes } : each)) });
  const add = { header: 'user-agent', operator: 'CONTAINS' as const, value: '', caseSensitive: false };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{t('links.conditions')}</legend>
      {conditions.map((condition, place) => (
        <div
          key={place}
          role="group"
          aria-label={t('links.condition', { number: place + 1 })}
          className="rounded-control border border-line p-3"
        >
          <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
            <TextField
              label={t('links.header')}
              value={condition.header}
              autoComplete="off"
              onChange={(event) => set(place, { header: event.target.value.toLowerCase() })}
            />
            <SelectField<LinkRuleOperator>
              label={t('links.operator')}
              choices={operators.map((value) => ({ value, label: t(`linkOperator.${value}`) }))}
              value={condition.operator}
              onChange={(operator) => set(place, { operator })}
            />
          </div>
          <div className="mt-3 flex items-end gap-2">
            <TextField
              className="min-w-0 flex-1"
              label={t('links.value')}
              value={condition.value}
              autoComplete="off"
              disabled={condition.operator === 'PRESENT' || condition.operator === 'ABSENT'}
              onChange={(event) => set(place, { value: event.target.value })}
            />
            <Button
              variant="quiet"
              narrow
              aria-label={t('links.removeCondition', { number: place + 1 })}
              onClick={() => onChange({ ...draft, conditions: conditions.filter((_, at) => at !== place) })}
            >
              <Icon name="remove" />
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button variant="secondary" small onClick={() => onChange({ ...draft, conditions: [...conditions, add] })}>
          <Icon name="plus" className="size-4" />
          {t('links.addCondition')}
        </Button>
      </div>
    </fieldset>
  );
}

function Answer({ draft, onChange }: PartProps) {
  const t = useTranslations('links');
  const { data: templates } = useLinkTemplates();
  const { action } = draft;
  const set = (changes: Partial<typeof action>) => onChange({ ...draft, action: { ...action, ...changes } });
  const fitting = (templates ?? []).filter(({ format }) => format === action.format);
  return (
    <>
      <SelectField
        label={t('action')}
        choices={(['FORMAT', 'BLOCK', 'STATUS'] as const).map((value) => ({ value, label: t(value) }))}
        value={action.kind}
        onChange={(kind) => set({ kind, ...(kind === 'STATUS' && { status: action.status ?? 404 }) })}
      />
      {action.kind === 'FORMAT' && (
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <SelectField
            label={t('format')}
            choices={formats.map((value) => ({ value, label: formatNames[value] }))}
            value={action.format ?? 'LINKS'}
            onChange={(format) => set({ format, templateId: null })}
          />
          <SelectField
            label={t('template')}
            choices={[{ value: '', label: t('usual') }, ...fitting.map(({ id, name }) => ({ value: id, label: name }))]}
            value={action.templateId ?? ''}
            onChange={(templateId) => set({ templateId: templateId || null })}
          />
        </div>
      )}
      {action.kind === 'STATUS' && (
        <TextField
          label={t('status')}
          inputMode="numeric"
          value={action.status === null ? '' : String(action.status)}
          onChange={(event) => set({ status: Number(event.target.value) || null })}
        />
      )}
    </>
  );
}
