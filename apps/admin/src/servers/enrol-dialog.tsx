import { CreateEnrolmentToken } from '@vortex/sdk';
import { Alert, Button, Dialog, Skeleton } from '@vortex/ui';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { CopyButton } from '../api/copy-button';
import { useAction } from '../api/use-action';
import { useServer } from './servers.queries';

interface EnrolDialogProps {
  readonly serverId: string;
  readonly onClose: () => void;
}

const askAgainMs = 2000;

/** One command for the machine; then watches it come online. */
export function EnrolDialog({ serverId, onClose }: EnrolDialogProps) {
  const t = useTranslations();
  const format = useFormatter();
  const api = useApi();
  const [begunAt] = useState(() => Date.now());
  const enrol = useAction({
    run: async () => (await api.request(CreateEnrolmentToken, { serverId })).createEnrolmentToken,
    touches: ['audit'],
  });
  const { mutate } = enrol;
  useEffect(() => mutate(undefined), [mutate]);
  const machine = useServer(serverId, askAgainMs).data?.machine;
  const hasArrived = machine?.connected === true && new Date(machine.seenAt ?? 0).getTime() >= begunAt;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('machine.enrol')}
      closeLabel={t('actions.close')}
      footer={<Button onClick={onClose}>{t('actions.close')}</Button>}
    >
      <div className="flex flex-col gap-4 text-sm">
        <p>{t('machine.command')}</p>
        {enrol.data ? (
          <>
            <div className="flex items-center gap-2 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
              <code className="min-w-0 flex-1 text-xs break-all">{enrol.data.command}</code>
              <CopyButton text={enrol.data.command} />
            </div>
            {enrol.data.installCommand && (
              <details>
                <summary className="cursor-pointer">{t('machine.install')}</summary>
                <code className="mt-2 block rounded-control border border-line bg-sunken px-3 py-1 text-xs break-all select-all">
                  {enrol.data.installCommand}
                </code>
              </details>
            )}
            <p className="text-ink-muted">
              {t('machine.until', { time: format.dateTime(new Date(enrol.data.expiresAt), { timeStyle: 'short' }) })}
            </p>
          </>
        ) : (
          <Skeleton className="h-16" />
        )}
        <Alert tone={hasArrived ? 'ok' : 'neutral'}>{t(hasArrived ? 'machine.arrived' : 'machine.waiting')}</Alert>
      </div>
    </Dialog>
  );
}
