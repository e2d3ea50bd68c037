import { Checkbox, PasswordField, SelectField, TextArea, TextField } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { type JsonSchema, kindOf } from './json-schema';
import { KeyButton } from './key-button';
import type { SettingProps } from './setting-props';
import { SettingList, SettingVariants } from './setting-list';
import { SettingGroup } from './setting-group';
import { TargetButton } from './target-button';
import { useSettingWords } from './use-setting-words';

/** One setting, asked for with what fits its kind. */
export function SettingField(props: SettingProps) {
  const kind = kindOf(props.schema);
  if (kind === 'group') return <SettingGroup {...props} />;
  if (kind === 'list') return <SettingList {...props} />;
  if (kind === 'variants') return <SettingVariants {...props} />;
  return (
    <div className="min-w-0">
      <Single {...props} />
      <KeyButton {...props} />
      <TargetButton {...props} />
    </div>
  );
}

function Single({ name, schema, value, onChange, path, required, refused }: SettingProps) {
  const t = useTranslations();
  const { label, hint } = useSettingWords()(name);
  const kind = kindOf(schema);
  const error = refused(path);
  const standard = schema.default;
  const note =
    hint ??
    (typeof standard === 'string' || typeof standard === 'number'
      ? t('inbounds.default', { value: String(standard) || '–' })
      : undefined);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const words = { label, hint: note, error };
  const orNothing = (written: string) => (written === '' && !required ? undefined : written);
  switch (kind) {
    case 'yes-no':
      return <Checkbox label={label} hint={hint} checked={(value ?? standard) === true} onChange={onChange} />;
    case 'choice': {
      const given = (schema.enum ?? []).map((each) => ({ value: String(each), label: String(each) || '–' }));
      const choices =
        required || standard !== undefined ? given : [{ value: '', label: t('inbounds.notSet') }, ...given];
      return (
        <SelectField
          {...words}
          choices={choices}
          value={text || (typeof standard === 'string' ? standard : '')}
          onChange={(chosen) => onChange(chosen === '' && choices.length > given.length ? undefined : chosen)}
        />
      );
    }
    case 'choices':
      return <Choices {...words} schema={schema} value={value} onChange={onChange} />;
    case 'lines':
      return (
        <TextArea
          {...words}
          rows={2}
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={(event) => onChange(event.target.value === '' ? [] : event.target.value.split('\n'))}
          onBlur={(event) =>
            onChange(
              event.target.value
                .split('\n')
                .map((line) => line.trim())
                .filter(Boolean),
            )
          }
        />
      );
    case 'pairs':
      return <Pairs {...words} value={value} onChange={onChange} />;
    case 'long-text':
      return (
        <TextArea
          {...words}
          hint={schema.writeOnly ? t('inbounds.secretKept') : note}
          rows={4}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(orNothing(event.target.value))}
        />
      );
    case 'secret':
      return (
        <PasswordField
          {...words}
          labels={{ show: t('password.show'), hide: t('password.hide') }}
          autoComplete="off"
          value={text}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
    default: {
      const isNumeric = kind === 'number' || (schema.anyOf?.some(({ type }) => type === 'integer') ?? false);
      return (
        <TextField
          {...words}
          autoComplete="off"
          spellCheck={false}
          inputMode={kind === 'number' ? 'numeric' : undefined}
          placeholder={kind === 'number' && typeof standard === 'number' ? String(standard) : undefined}
          value={text}
          // What is no number stays as it was written, and the server says so.
          onChange={({ target: { value: written } }) =>
            onChange(isNumeric && /^-?\d+$/.test(written) ? Number(written) : orNothing(written))
          }
        />
      );
    }
  }
}

interface ValueProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function Choices({ label, hint, error, schema, value, onChange }: ValueProps & { readonly schema: JsonSchema }) {
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {schema.items?.enum?.map((each) => (
          <Checkbox
            key={String(each)}
            label={String(each)}
            checked={chosen.includes(each)}
            onChange={(isChosen) => onChange(isChosen ? [...chosen, each] : chosen.filter((other) => other !== each))}
          />
        ))}
      </div>
      {(error ?? hint) && (
        <p className={error ? 'mt-1.5 text-sm text-danger' : 'mt-1.5 text-sm text-ink-muted'}>{error ?? hint}</p>
      )}
    </fieldset>
  );
}

/** Names and values, as headers are written. */
function Pairs({ value, onChange, ...words }: ValueProps) {
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return (
    <TextArea
      {...words}
      rows={2}
      spellCheck={false}
      defaultValue={pairs.map(([name, text]) => `${name}: ${String(text)}`).join('\n')}
      onBlur={(event) => onChange(pairsOf(event.target.value))}
    />
  );
}

function pairsOf(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}
