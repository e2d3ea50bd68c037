import { Button, Icon, SelectField } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { emptyOf, isSettings, type JsonSchema, variantOf } from './json-schema';
import type { SettingProps } from './setting-props';
import { SettingFields } from './setting-group';
import { useSettingWords } from './use-setting-words';

/** Several of one shape, such as certificates. */
export function SettingList({ name, schema, value, onChange, path, refused }: SettingProps) {
  const t = useTranslations('inbounds');
  const { label, hint } = useSettingWords()(name);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const shape: JsonSchema = schema.items ?? {};
  const error = refused(path);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {hint && <p className="mb-3 text-sm text-ink-muted">{hint}</p>}
      <ul className="flex flex-col gap-3">
        {items.map((item, place) => (
          <li key={place} className="rounded-control border border-line p-4">
            <SettingFields
              schema={shape}
              value={isSettings(item) ? item : {}}
              onChange={(next) => onChange(items.map((other, at) => (at === place ? next : other)))}
              path={`${path}[${place}]`}
              refused={refused}
            />
            <div className="mt-3 flex justify-end">
              <Button variant="quiet" small onClick={() => onChange(items.filter((_, at) => at !== place))}>
                <Icon name="remove" className="size-4" />
                {t('removeItem')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {error && <p className="mt-1.5 text-sm text-danger">{error}</p>}
      <Button variant="secondary" small onClick={() => onChange([...items, emptyOf(shape) ?? {}])}>
        <Icon name="plus" className="size-4" />
        {t('addItem')}
      </Button>
    </fieldset>
  );
}

/** One of several shapes: which, and then its own settings. */
export function SettingVariants({ name, schema, value, onChange, path, required, refused }: SettingProps) {
  const t = useTranslations('inbounds');
  const { label, hint } = useSettingWords()(name);
  const variants = schema.oneOf ?? schema.anyOf ?? [];
  const names = variants.map((variant) => {
    const fixed = Object.values(variant.properties ?? {}).find(({ const: given }) => given !== undefined);
    return typeof fixed?.const === 'string' ? fixed.const : '';
  });
  const place = variantOf(variants, value);
  const shape = variants[place];
  return (
    <fieldset className="min-w-0 rounded-control border border-line p-4">
      <legend className="px-1.5 text-sm font-semibold">{label}</legend>
      <SelectField
        label={label}
        hint={hint}
        className="mb-4"
        choices={[
          ...(required ? [] : [{ value: '', label: t('notSet') }]),
          ...names.map((each) => ({ value: each, label: each })),
        ]}
        value={isSettings(value) ? (names[place] ?? '') : ''}
        onChange={(chosen) => onChange(chosen === '' ? undefined : emptyOf(variants[names.indexOf(chosen)] ?? {}))}
      />
      {isSettings(value) && shape && (
        <SettingFields schema={shape} value={value} onChange={onChange} path={path} refused={refused} />
      )}
    </fieldset>
  );
}
