import { Button, Icon } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { emptyOf, isSettings, type JsonSchema, kindOf, type Settings, withValue } from './json-schema';
import type { SettingProps } from './setting-props';
import { useSettingsAround } from './settings-around';
import { useSettingWords } from './use-setting-words';

/** Settings that belong together. One that may be absent is added first. */
export function SettingGroup({ name, schema, value, onChange, path, required, refused }: SettingProps) {
  const t = useTranslations('inbounds');
  const { label, hint } = useSettingWords()(name);
  const isThere = isSettings(value);
  return (
    <fieldset className="min-w-0 rounded-control border border-line p-4">
      <legend className="px-1.5 text-sm font-semibold">{label}</legend>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3 empty:hidden">
        {hint && <p className="text-sm text-ink-muted">{hint}</p>}
        {!required && (
          <Button variant="secondary" small onClick={() => onChange(isThere ? undefined : (emptyOf(schema) ?? {}))}>
            <Icon name={isThere ? 'close' : 'plus'} className="size-4" />
            {t(isThere ? 'removeItem' : 'addItem')}
          </Button>
        )}
      </div>
      {(isThere || required) && (
        <SettingFields schema={schema} value={isThere ? value : {}} onChange={onChange} path={path} refused={refused} />
      )}
    </fieldset>
  );
}

interface SettingFieldsProps {
  readonly schema: JsonSchema;
  readonly value: Settings;
  readonly onChange: (value: Settings) => void;
  readonly path: string;
  readonly refused: (path: string) => string | undefined;
}

const wide: ReadonlySet<string> = new Set(['group', 'list', 'variants', 'long-text', 'choices', 'pairs', 'yes-no']);

/** What must be given in sight, what need not behind one click. */
export function SettingFields({ schema, value, onChange, path, refused }: SettingFieldsProps) {
  const t = useTranslations('inbounds');
  const { Field } = useSettingsAround();
  const all = Object.entries(schema.properties ?? {}).filter(([, inner]) => inner.const === undefined);
  const isNeeded = ([name, inner]: (typeof all)[number]) =>
    schema.required?.includes(name) === true ||
    kindOf(inner) === 'secret' ||
    (value[name] !== undefined && kindOf(inner) === 'group');
  const needed = all.filter(isNeeded);
  const optional = all.filter((entry) => !isNeeded(entry));
  const hasProblem = optional.some(([name]) => refused(`${path}.${name}`) !== undefined);
  const grid = (entries: typeof all) => (
    <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
      {entries.map(([name, inner]) => (
        <div key={name} className={wide.has(kindOf(inner)) ? 'min-w-0 sm:col-span-2' : 'min-w-0'}>
          <Field
            name={name}
            schema={inner}
            value={value[name]}
            onChange={(next) => onChange(withValue(value, name, next))}
            path={`${path}.${name}`}
            required={schema.required?.includes(name) === true}
            refused={refused}
          />
        </div>
      ))}
    </div>
  );
  if (all.length === 0) return <p className="text-sm text-ink-muted">{t('noSettings')}</p>;
  if (needed.length === 0) return grid(optional);
  return (
    <div className="flex flex-col gap-5">
      {grid(needed)}
      {optional.length > 0 && (
        <details className="group" open={hasProblem || undefined}>
          <summary className="flex min-h-9 cursor-pointer list-none items-center gap-1.5 text-sm font-semibold text-accent">
            <Icon name="chevronRight" className="size-4 transition-transform group-open:rotate-90" />
            {t('optional')}
          </summary>
          <div className="mt-4">{grid(optional)}</div>
        </details>
      )}
    </div>
  );
}
