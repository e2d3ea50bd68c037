import type { ResetStrategy } from '@vortex/sdk';
import { Checkbox, SelectField, TextArea, TextField } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import type { DraftProblems, UserDraft } from './user-draft';
import { useGroupNames } from './users.queries';

const strategies = [
  'NONE',
  'DAY',
  'WEEK',
  'MONTH',
  'ROLLING_MONTH',
  'YEAR',
] as const satisfies readonly ResetStrategy[];

/** Paths of inputs that the fields show problems of. */
export const userFieldPaths = [
  ...['username', 'limitBytes', 'expiresAt', 'deviceLimit', 'addressLimit', 'speedLimitDownKbps'],
  ...['speedLimitUpKbps', 'note', 'tags', 'email', 'telegramId'],
].map((name) => `input.${name}`);

interface UserFieldsProps {
  readonly draft: UserDraft;
  readonly onChange: (draft: UserDraft) => void;
  readonly problems: DraftProblems;
  readonly refused: (path: string) => string | undefined;
}

export function NameField({ draft, onChange, problems, refused }: UserFieldsProps) {
  const t = useTranslations('user');
  return (
    <TextField
      label={t('username')}
      hint={t('usernameHint')}
      value={draft.username}
      maxLength={64}
      autoFocus
      autoComplete="off"
      dir="auto"
      error={problems.username ? t(problems.username) : refused('input.username')}
      onChange={(event) => onChange({ ...draft, username: event.target.value })}
    />
  );
}

/** All that a user has beside its name. */
export function UserFields({ draft, onChange, problems, refused }: UserFieldsProps) {
  const t = useTranslations();
  const set = (name: keyof UserDraft) => (event: { target: { value: string } }) =>
    onChange({ ...draft, [name]: event.target.value });
  const field = (name: keyof UserDraft & keyof typeof labels, path: string) => {
    const problem = problems[name];
    return {
      label: t(`user.${labels[name]}`),
      value: draft[name],
      onChange: set(name),
      autoComplete: 'off',
      error: problem ? t(`user.${problem}`) : refused(`input.${path}`),
    };
  };
  const noLimit = t('user.noLimitHint');
  return (
    <>
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField {...field('limit', 'limitBytes')} inputMode="decimal" hint={t('user.limitHint')} />
        <SelectField
          label={t('user.reset')}
          choices={strategies.map((value) => ({ value, label: t(`resetStrategy.${value}`) }))}
          value={draft.resetStrategy}
          onChange={(resetStrategy) => onChange({ ...draft, resetStrategy })}
        />
        <TextField {...field('expires', 'expiresAt')} type="datetime-local" hint={t('user.expiresHint')} />
        <TextField {...field('deviceLimit', 'deviceLimit')} inputMode="numeric" hint={noLimit} />
        <TextField {...field('speedDown', 'speedLimitDownKbps')} inputMode="decimal" hint={noLimit} />
        <TextField {...field('speedUp', 'speedLimitUpKbps')} inputMode="decimal" hint={noLimit} />
        <TextField {...field('addressLimit', 'addressLimit')} inputMode="numeric" hint={noLimit} />
      </div>
      <GroupChoice draft={draft} onChange={onChange} />
      <TextField {...field('tags', 'tags')} hint={t('user.tagsHint')} />
      <TextArea {...field('note', 'note')} maxLength={2000} />
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField {...field('email', 'email')} type="email" />
        <TextField {...field('telegramId', 'telegramId')} />
      </div>
    </>
  );
}

const labels = {
  limit: 'limit',
  expires: 'expires',
  deviceLimit: 'deviceLimit',
  addressLimit: 'addressLimit',
  speedDown: 'speedDown',
  speedUp: 'speedUp',
  note: 'note',
  tags: 'tags',
  email: 'email',
  telegramId: 'telegram',
} as const;

function GroupChoice({ draft, onChange }: Pick<UserFieldsProps, 'draft' | 'onChange'>) {
  const t = useTranslations('user');
  const { data: groups } = useGroupNames();
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t('groups')}</legend>
      {groups?.length === 0 && <p className="text-sm text-ink-muted">{t('noGroups')}</p>}
      <div className="grid grid-cols-1 gap-2.5 sm:grid-cols-2">
        {groups?.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={draft.groupIds.includes(id)}
            onChange={(chosen) =>
              onChange({
                ...draft,
                groupIds: chosen ? [...draft.groupIds, id] : draft.groupIds.filter((other) => other !== id),
              })
            }
          />
        ))}
      </div>
      {draft.groupIds.length === 0 && <p className="mt-2 text-sm text-ink-muted">{t('defaultGroups')}</p>}
    </fieldset>
  );
}
