import type { InboundProtocol } from '@vortex/sdk';
import { buttonStyle, EmptyState, Icon, SearchField, SelectField } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useTyped } from '../address/use-typed';
import { ListState } from '../api/list-state';
import { useServers } from '../servers/servers.queries';
import { useMay } from '../session/permissions';
import { ScreenHeader } from '../shell/screen-header';
import { InboundsTable } from './inbounds-table';
import { useInbounds } from './inbounds.queries';
import { protocolNames, protocols } from './protocol-names';

export function InboundsPage() {
  const t = useTranslations();
  const may = useMay();
  const address = useAddress();
  const { get, set } = address;
  const { text, setText, settled } = useTyped(address);
  const server = get('server') ?? '';
  const protocol = protocols.find((known) => known === get('protocol'));
  const servers = useServers({}, may('nodes.server.read'));
  const list = useInbounds({
    ...(settled.trim() && { search: settled.trim() }),
    ...(server && { serverIds: [server] }),
    ...(protocol && { protocols: [protocol] }),
  });
  return (
    <>
      <ScreenHeader
        title={t('inbounds.title')}
        lead={t('inbounds.lead')}
        actions={
          may('nodes.inbound.write') && (
            <Link href="/inbounds/inbound" prefetch={false} data-key="c" className={buttonStyle({})}>
              <Icon name="plus" />
              {t('inbounds.create')}
            </Link>
          )
        }
      />
      <div className="mb-4 flex flex-wrap gap-2">
        <SearchField
          data-key="/"
          className="w-full sm:w-64"
          label={t('inbounds.search')}
          value={text}
          onChange={setText}
        />
        {may('nodes.server.read') && (
          <SelectField
            bare
            className="w-44 max-sm:flex-1"
            label={t('inbounds.server')}
            choices={[
              { value: '', label: t('inbounds.anyServer') },
              ...(servers.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={server}
            onChange={(value) => set({ server: value })}
          />
        )}
        <SelectField<InboundProtocol | ''>
          bare
          className="w-44 max-sm:flex-1"
          label={t('inbounds.protocol')}
          choices={[
            { value: '', label: t('inbounds.anyProtocol') },
            ...protocols.map((value) => ({ value, label: protocolNames[value] })),
          ]}
          value={protocol ?? ''}
          onChange={(value) => set({ protocol: value })}
        />
      </div>
      <ListState
        {...list}
        empty={<EmptyState icon="inbounds" title={t('inbounds.emptyTitle')} detail={t('inbounds.emptyDetail')} />}
      >
        <InboundsTable inbounds={list.items} />
      </ListState>
    </>
  );
}
