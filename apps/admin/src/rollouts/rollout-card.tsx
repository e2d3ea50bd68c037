import type { RolloutServerState, RolloutState } from '@vortex/sdk';
import { Button, Card, Icon, Meter, StatusBadge, type Tone } from '@vortex/ui';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { useAuthorName } from '../configurations/use-author-name';
import { Moment } from '../format/moment';
import { useMay } from '../session/permissions';
import { isOver, type Rollout, useLiveRollout, useRolloutActions } from './rollouts.queries';

const tones: Readonly<Record<RolloutState, Tone>> = {
  RUNNING: 'accent',
  PAUSED: 'warning',
  COMPLETED: 'ok',
  ROLLING_BACK: 'danger',
  ROLLED_BACK: 'danger',
  ABORTED: 'neutral',
};
const serverTones: Readonly<Record<RolloutServerState, Tone>> = {
  WAITING: 'neutral',
  APPLYING: 'accent',
  HEALTHY: 'ok',
  FAILING: 'danger',
  SILENT: 'warning',
  ROLLED_BACK: 'neutral',
};

/** One rollout: how far it is, on which servers, and what can be done about it. */
export function RolloutCard({ rollout }: { readonly rollout: Rollout }) {
  const t = useTranslations('rollouts');
  const authorName = useAuthorName();
  useLiveRollout(rollout);
  const { hash, reason, author, createdAt, state, cause, servers, stage, stages } = rollout;
  const done = servers.filter((server) => server.state === 'HEALTHY').length;
  return (
    <Card
      title={reason || t('ofVersion', { hash: hash.slice(0, 8) })}
      aside={<StatusBadge tone={tones[state]} label={t(state)} />}
    >
      <p className="-mt-2 mb-4 flex flex-wrap gap-x-3 text-sm text-ink-muted">
        <span>{authorName(author)}</span>
        <Moment at={createdAt} />
        <code className="text-xs leading-5">{hash.slice(0, 8)}</code>
      </p>
      {cause && (
        <p className="mb-4 flex items-center gap-2 text-sm font-medium">
          <Icon name="warning" className="size-4.5 text-warning" />
          {t(cause)}
        </p>
      )}
      <Meter
        label={t('progress', { done, all: servers.length })}
        share={servers.length === 0 ? 0 : done / servers.length}
        tone={state === 'ROLLED_BACK' || state === 'ROLLING_BACK' ? 'danger' : state === 'COMPLETED' ? 'ok' : 'accent'}
      />
      <ol className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {stages.map(({ percent, servers: count }, place) => (
          <li
            key={percent}
            aria-current={place === stage && !isOver(rollout) ? 'step' : undefined}
            className={place <= stage ? 'font-semibold' : 'text-ink-muted'}
          >
            {t('stage', { percent, count })}
          </li>
        ))}
      </ol>
      <ul className="mt-4 grid grid-cols-1 gap-x-8 border-t border-line pt-2 sm:grid-cols-2">
        {servers.map((server) => (
          <li key={server.serverId} className="flex items-center justify-between gap-3 py-1.5 text-sm">
            <Link
              href={`/servers/server?id=${server.serverId}&tab=versions`}
              prefetch={false}
              className="min-w-0 truncate font-medium underline-offset-4 hover:text-accent hover:underline"
            >
              {server.server?.name ?? t(server.server === null ? 'goneServer' : 'hiddenServer')}
            </Link>
            <StatusBadge tone={serverTones[server.state]} label={t(`server_${server.state}`)} />
          </li>
        ))}
      </ul>
      <Actions rollout={rollout} />
    </Card>
  );
}

function Actions({ rollout }: { readonly rollout: Rollout }) {
  const t = useTranslations('rollouts');
  const may = useMay();
  const { pause, resume, abort } = useRolloutActions(rollout.id);
  const [asked, setAsked] = useState<Confirmation>();
  if (isOver(rollout) || rollout.state === 'ROLLING_BACK' || !may('nodes.inbound.write')) return null;
  const ask = (keep: boolean) => () =>
    setAsked({
      title: t('abortTitle'),
      detail: t(keep ? 'abortKeepDetail' : 'abortDetail'),
      confirmLabel: t(keep ? 'abortKeep' : 'abort'),
      run: () => abort.mutate(keep),
    });
  return (
    <div className="mt-5 flex flex-wrap justify-end gap-2 border-t border-line pt-4">
      <Button variant="quiet" small onClick={ask(true)}>
        {t('abortKeep')}
      </Button>
      <Button variant="secondary" small onClick={ask(false)}>
        <Icon name="undo" className="size-4" />
        {t('abort')}
      </Button>
      {rollout.state === 'RUNNING' ? (
        <Button variant="secondary" small busy={pause.isPending} onClick={() => pause.mutate(undefined)}>
          <Icon name="pause" className="size-4" />
          {t('pause')}
        </Button>
      ) : (
        <Button small busy={resume.isPending} onClick={() => resume.mutate(undefined)}>
          <Icon name="play" className="size-4" />
          {t('resume')}
        </Button>
      )}
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </div>
  );
}
