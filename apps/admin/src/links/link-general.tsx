import { Card, Checkbox, TextArea, TextField } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import type { LinkSettings } from './link-draft';

export interface LinkFieldsProps {
  readonly draft: LinkSettings;
  readonly onChange: (draft: LinkSettings) => void;
  readonly refused: (path: string) => string | undefined;
}

export function LinkGeneral({ draft, onChange, refused }: LinkFieldsProps) {
  const t = useTranslations('links');
  const text = (name: 'title' | 'supportUrl' | 'pageUrl' | 'announce') => ({
    value: draft[name],
    autoComplete: 'off',
    error: refused(`input.${name}`),
    onChange: (event: { target: { value: string } }) => onChange({ ...draft, [name]: event.target.value }),
  });
  return (
    <Card className="max-w-3xl">
      <div className="flex flex-col gap-5">
        <TextField {...text('title')} label={t('name')} hint={t('nameHint')} />
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <TextField {...text('supportUrl')} label={t('supportUrl')} type="url" />
          <TextField {...text('pageUrl')} label={t('pageUrl')} hint={t('pageUrlHint')} type="url" />
        </div>
        <TextField
          label={t('interval')}
          inputMode="numeric"
          value={draft.updateIntervalHours === 0 ? '' : String(draft.updateIntervalHours)}
          error={refused('input.updateIntervalHours')}
          onChange={({ target: { value } }) => onChange({ ...draft, updateIntervalHours: Number(value) || 0 })}
        />
        <TextArea {...text('announce')} label={t('announce')} maxLength={512} />
        <Checkbox
          label={t('requireDeviceId')}
          checked={draft.requireDeviceId}
          onChange={(requireDeviceId) => onChange({ ...draft, requireDeviceId })}
        />
      </div>
    </Card>
  );
}
