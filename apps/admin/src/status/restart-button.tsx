import { RestartService, type ServiceType } from '@vortex/sdk';
import { Button, Icon } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { useAction } from '../api/use-action';
import { useMay } from '../session/permissions';
import { useNames } from './use-names';

const restartable: Readonly<Record<string, ServiceType>> = {
  auth: 'AUTH',
  backup: 'BACKUP',
  core: 'CORE',
  nodes: 'NODES',
};

/** Restarts one service; where an orchestrator owns the processes, the server says so. */
export function RestartButton({ name }: { readonly name: string }) {
  const t = useTranslations('restart');
  const api = useApi();
  const may = useMay();
  const called = useNames().service(name);
  const [asked, setAsked] = useState<Confirmation>();
  const restart = useAction({
    run: (service: ServiceType) => api.request(RestartService, { service }),
    done: () => t('done', { name: called }),
    touches: ['status'],
  });
  const service = restartable[name];
  if (!service || !may('system.service.restart')) return null;
  const ask = () =>
    setAsked({
      title: t('title', { name: called }),
      detail: t('detail'),
      confirmLabel: t('restart'),
      run: () => restart.mutate(service),
    });
  return (
    <div className="mt-auto flex justify-end pt-5">
      <Button
        variant="secondary"
        small
        busy={restart.isPending}
        aria-label={`${t('restart')}: ${called}`}
        onClick={ask}
      >
        <Icon name="refresh" className="size-4" />
        {t('restart')}
      </Button>
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </div>
  );
}
