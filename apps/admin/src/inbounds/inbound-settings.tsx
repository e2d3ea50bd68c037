import type { SniffedProtocol } from '@vortex/sdk';
import { Checkbox } from '@vortex/ui';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { InboundDraft, Parts } from './inbound-draft';
import type { JsonSchema, Settings } from './json-schema';
import { SettingField } from './setting-field';
import { SettingFields } from './setting-group';
import { SettingsAround } from './settings-around';

interface InboundSettingsProps {
  readonly draft: InboundDraft;
  readonly parts: Parts;
  readonly onSettings: (settings: Settings) => void;
  readonly onChange: (draft: InboundDraft) => void;
  readonly refused: (path: string) => string | undefined;
}

/** A form of what the schemas say. */
export function InboundSettings({ draft, parts, onSettings, onChange, refused }: InboundSettingsProps) {
  const t = useTranslations('inbounds');
  const fields = (schema: JsonSchema) => (
    <SettingFields
      schema={schema}
      value={draft.settings}
      onChange={onSettings}
      path="input.settings"
      refused={refused}
    />
  );
  const has = (schema: JsonSchema) => Object.keys(schema.properties ?? {}).length > 0;
  return (
    <SettingsAround value={{ settings: draft.settings, setSettings: onSettings, Field: SettingField }}>
      <div className="flex flex-col gap-7">
        <Part title={t('protocolSettings')}>{fields(parts.protocol)}</Part>
        {has(parts.network) && <Part title={t('networkSettings')}>{fields(parts.network)}</Part>}
        {has(parts.security) && <Part title={t('securitySettings')}>{fields(parts.security)}</Part>}
        <Sniffing draft={draft} onChange={onChange} />
      </div>
    </SettingsAround>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-3 text-sm font-semibold text-ink-muted">{title}</h3>
      {children}
    </section>
  );
}

const sniffed = ['HTTP', 'TLS', 'QUIC', 'FAKEDNS'] as const satisfies readonly SniffedProtocol[];

function Sniffing({ draft, onChange }: Pick<InboundSettingsProps, 'draft' | 'onChange'>) {
  const t = useTranslations('inbounds');
  const { sniffing } = draft;
  const set = (changes: Partial<typeof sniffing>) => onChange({ ...draft, sniffing: { ...sniffing, ...changes } });
  const choose = (name: SniffedProtocol, chosen: boolean) =>
    set({
      destinationOverrides: sniffed.filter((each) =>
        each === name ? chosen : sniffing.destinationOverrides.includes(each),
      ),
    });
  return (
    <div className="flex flex-col gap-3">
      <Checkbox label={t('sniffing')} checked={sniffing.enabled} onChange={(enabled) => set({ enabled })} />
      {sniffing.enabled && (
        <fieldset className="flex flex-wrap gap-x-5 gap-y-2 pl-7">
          <legend className="sr-only">{t('sniffed')}</legend>
          {sniffed.map((name) => (
            <Checkbox
              key={name}
              label={name}
              checked={sniffing.destinationOverrides.includes(name)}
              onChange={(chosen) => choose(name, chosen)}
            />
          ))}
          <Checkbox label={t('routeOnly')} checked={sniffing.routeOnly} onChange={(routeOnly) => set({ routeOnly })} />
        </fieldset>
      )}
    </div>
  );
}
