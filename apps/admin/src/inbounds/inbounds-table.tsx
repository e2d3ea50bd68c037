import type { InboundRowFragment } from '@vortex/sdk';
import { StatusBadge, Table, Tag } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { ListedInbound } from './inbounds.queries';
import { protocolNames } from './protocol-names';

type Row = InboundRowFragment & Partial<ListedInbound>;

export function InboundsTable({ inbounds }: { readonly inbounds: readonly Row[] | undefined }) {
  const t = useTranslations();
  const isListed = inbounds === undefined || inbounds.some(({ groups }) => groups !== undefined);
  return (
    <Table
      caption={t('inbounds.title')}
      rows={inbounds}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'tag',
          label: t('inbounds.tag'),
          grows: true,
          cell: ({ id, tag, server, instance }) => (
            <div className="min-w-0">
              <Link
                href={`/inbounds/inbound?id=${id}`}
                prefetch={false}
                className="font-semibold break-all underline-offset-4 hover:text-accent hover:underline"
              >
                {tag}
              </Link>
              <p className="text-xs text-ink-muted">{[server?.name, instance].filter(Boolean).join(' · ')}</p>
            </div>
          ),
        },
        {
          key: 'protocol',
          label: t('inbounds.protocol'),
          cell: ({ protocol, network, security }) => (
            <div className="whitespace-nowrap">
              <p>{protocolNames[protocol]}</p>
              <p className="text-xs text-ink-muted">
                {[
                  network === 'RAW' ? '' : t(`inboundNetwork.${network}`),
                  security === 'NONE' ? '' : t(`inboundSecurity.${security}`),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          ),
        },
        {
          key: 'port',
          label: t('inbounds.port'),
          end: true,
          from: 'sm',
          cell: ({ port, lastPort }) => (port === lastPort ? port : `${port}–${lastPort}`),
        },
        ...(isListed
          ? [
              {
                key: 'groups',
                label: t('inbounds.groups'),
                from: 'lg' as const,
                cell: ({ groups }: Row) => (
                  <span className="flex w-max max-w-80 flex-wrap gap-1">
                    {groups?.map(({ id, name }) => (
                      <Tag key={id}>{name}</Tag>
                    ))}
                  </span>
                ),
              },
            ]
          : []),
        {
          key: 'state',
          label: t('inbounds.state'),
          from: 'md',
          cell: ({ enabled }) => (
            <StatusBadge
              tone={enabled ? 'ok' : 'neutral'}
              label={t(enabled ? 'inbounds.enabled' : 'inbounds.disabled')}
            />
          ),
        },
      ]}
    />
  );
}
