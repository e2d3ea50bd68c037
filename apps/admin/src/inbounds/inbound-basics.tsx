import { Checkbox, SelectField, TextField } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useServers } from '../servers/servers.queries';
import type { InboundDraft, Schemas } from './inbound-draft';
import { protocolNames } from './protocol-names';

interface InboundBasicsProps {
  readonly draft: InboundDraft;
  readonly schemas: Schemas;
  readonly isNew: boolean;
  readonly onChange: (draft: InboundDraft) => void;
  readonly refused: (path: string) => string | undefined;
}

/** Where an inbound listens, and with what. */
export function InboundBasics({ draft, schemas, isNew, onChange, refused }: InboundBasicsProps) {
  const t = useTranslations();
  const { items: servers } = useServers();
  const own = schemas.protocols.find(({ protocol }) => protocol === draft.protocol);
  const set = (changes: Partial<InboundDraft>) => onChange({ ...draft, ...changes });
  return (
    <div className="grid grid-cols-1 gap-5 sm:grid-cols-2 lg:grid-cols-3">
      <TextField
        label={t('inbounds.tag')}
        hint={t('inbounds.tagHint')}
        value={draft.tag}
        autoFocus={isNew}
        autoComplete="off"
        spellCheck={false}
        error={refused('input.tag')}
        onChange={(event) => set({ tag: event.target.value })}
      />
      <SelectField
        label={t('inbounds.server')}
        disabled={!isNew}
        choices={[
          ...(draft.serverId ? [] : [{ value: '', label: '–' }]),
          ...(servers ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={draft.serverId}
        error={refused('input.serverId')}
        onChange={(serverId) => set({ serverId })}
      />
      <SelectField
        label={t('inbounds.protocol')}
        disabled={!isNew}
        choices={schemas.protocols.map(({ protocol }) => ({ value: protocol, label: protocolNames[protocol] }))}
        value={draft.protocol}
        onChange={(protocol) => set({ protocol })}
      />
      <SelectField
        label={t('inbounds.network')}
        disabled={own?.networks.length === 1}
        choices={(own?.networks ?? []).map((value) => ({ value, label: t(`inboundNetwork.${value}`) }))}
        value={draft.network}
        error={refused('input.network')}
        onChange={(network) => set({ network })}
      />
      <SelectField
        label={t('inbounds.security')}
        disabled={own?.securities.length === 1}
        choices={(own?.securities ?? []).map((value) => ({ value, label: t(`inboundSecurity.${value}`) }))}
        value={draft.security}
        error={refused('input.security')}
        onChange={(security) => set({ security })}
      />
      <TextField
        label={t('inbounds.listen')}
        hint={t('inbounds.listenHint')}
        value={draft.listen}
        error={refused('input.listen')}
        onChange={(event) => set({ listen: event.target.value })}
      />
      <TextField
        label={t('inbounds.port')}
        inputMode="numeric"
        value={draft.port}
        error={refused('input.port')}
        onChange={(event) => set({ port: event.target.value })}
      />
      {draft.protocol === 'HYSTERIA2' && (
        <TextField
          label={t('inbounds.lastPort')}
          inputMode="numeric"
          value={draft.lastPort}
          error={refused('input.lastPort')}
          onChange={(event) => set({ lastPort: event.target.value })}
        />
      )}
      <TextField
        label={t('inbounds.instance')}
        hint={t('inbounds.instanceHint')}
        value={draft.instance}
        autoComplete="off"
        spellCheck={false}
        error={refused('input.instance')}
        onChange={(event) => set({ instance: event.target.value })}
      />
      <div className="flex flex-col justify-center gap-3">
        <Checkbox label={t('inbounds.enabled')} checked={draft.enabled} onChange={(enabled) => set({ enabled })} />
        <Checkbox label={t('inbounds.shared')} checked={draft.shared} onChange={(shared) => set({ shared })} />
      </div>
    </div>
  );
}
