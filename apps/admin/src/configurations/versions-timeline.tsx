import { Button, Card, EmptyState, Icon, Menu, Skeleton, Tag } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { ListState } from '../api/list-state';
import { Moment } from '../format/moment';
import { useMay } from '../session/permissions';
import { useAuthorName } from './use-author-name';
import { useRollBack, useVersions, type Version } from './versions.queries';

const DiffDialog = dynamic(async () => (await import('./diff-dialog')).DiffDialog, { loading: () => null });
const RolloutDialog = dynamic(async () => (await import('../rollouts/rollout-dialog')).RolloutDialog, {
  loading: () => null,
});

/** What a server was told to serve, the newest first: to compare, to go back to, and to bring to others. */
export function VersionsTimeline({ serverId }: { readonly serverId: string }) {
  const t = useTranslations('versions');
  const list = useVersions(serverId);
  const current = list.items?.find(({ isCurrent }) => isCurrent);
  const [compared, setCompared] = useState<readonly [Version, Version]>();
  const [brought, setBrought] = useState<Version>();
  return (
    <>
      <ListState {...list} empty={<EmptyState icon="log" title={t('empty')} detail={t('emptyDetail')} />}>
        {list.items ? (
          <Card>
            <ol className="-my-1 flex flex-col">
              {list.items.map((version, place) => (
                <Entry
                  key={version.id}
                  version={version}
                  current={current}
                  before={list.items?.[place + 1]}
                  onCompare={(from, to) => setCompared([from, to])}
                  onBring={() => setBrought(version)}
                />
              ))}
            </ol>
          </Card>
        ) : (
          <Skeleton className="h-64" />
        )}
      </ListState>
      {compared && <DiffDialog from={compared[0]} to={compared[1]} onClose={() => setCompared(undefined)} />}
      {brought && <RolloutDialog version={brought} onClose={() => setBrought(undefined)} />}
    </>
  );
}

interface EntryProps {
  readonly version: Version;
  readonly current: Version | undefined;
  /** The one before it. */
  readonly before: Version | undefined;
  readonly onCompare: (from: Version, to: Version) => void;
  readonly onBring: () => void;
}

function Entry({ version, current, before, onCompare, onBring }: EntryProps) {
  const t = useTranslations('versions');
  const authorName = useAuthorName();
  const { number, cause, reason, author, createdAt, isCurrent, isDraft, hash } = version;
  return (
    <li className="relative flex gap-4 border-l-2 border-line py-3 pl-5 first:pt-1 last:pb-1">
      <span
        aria-hidden="true"
        className={`absolute top-5 -left-[7px] size-3 rounded-full ring-4 ring-surface ${isCurrent ? 'bg-ok' : 'bg-line-strong'}`}
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-semibold tabular-nums">{t('number', { number })}</span>
          <span className="text-sm">{t(cause)}</span>
          {isCurrent && <Tag tone="ok">{t('current')}</Tag>}
          {isDraft && <Tag tone="accent">{t('draft')}</Tag>}
        </p>
        {reason && <p className="mt-0.5 text-sm wrap-anywhere">{reason}</p>}
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-muted">
          <span>{authorName(author)}</span>
          <Moment at={createdAt} />
          <code title={hash}>{hash.slice(0, 8)}</code>
        </p>
      </div>
      <EntryMenu version={version} current={current} before={before} onCompare={onCompare} onBring={onBring} />
    </li>
  );
}

function EntryMenu({ version, current, before, onCompare, onBring }: EntryProps) {
  const t = useTranslations();
  const may = useMay();
  const rollBack = useRollBack(current);
  const [asked, setAsked] = useState<Confirmation>();
  const mayWrite = may('nodes.inbound.write');
  const { number, isCurrent, isDraft } = version;
  const ask = () =>
    setAsked({
      title: t('versions.rollBackTitle', { number }),
      detail: t('versions.rollBackDetail'),
      confirmLabel: t('versions.rollBack'),
      run: () => rollBack.mutate(version),
    });
  return (
    <>
      <Menu
        trigger={
          <Button
            variant="quiet"
            small
            narrow
            busy={rollBack.isPending}
            aria-label={t('actions.actionsFor', { name: t('versions.number', { number }) })}
          >
            <Icon name="more" />
          </Button>
        }
        items={[
          before
            ? { label: t('versions.compareBefore'), icon: 'sort', onSelect: () => onCompare(before, version) }
            : undefined,
          current && !isCurrent
            ? { label: t('versions.compareCurrent'), icon: 'sort', onSelect: () => onCompare(version, current) }
            : undefined,
          mayWrite && !isCurrent && !isDraft
            ? { label: t('versions.rollBack'), icon: 'undo', onSelect: ask }
            : undefined,
          mayWrite ? { label: t('rollouts.start'), icon: 'play', onSelect: onBring } : undefined,
        ]}
      />
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
