import { BackupDownload, type BackupFieldsFragment, Backups, type BackupState, DeleteBackup } from '@vortex/sdk';
import { EmptyState, StatusBadge, Table, Tag, type Tone } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { ListState } from '../api/list-state';
import { saveFile } from '../api/save-file';
import { useAction } from '../api/use-action';
import { usePages } from '../api/use-pages';
import { Moment } from '../format/moment';
import { useUnits } from '../format/use-units';
import { useMay } from '../session/permissions';
import { CreateButton } from '../shell/create-button';
import { RowActions } from '../shell/row-actions';
import { ScreenHeader } from '../shell/screen-header';
import { UploadButton } from './upload-button';

const BackupDialog = dynamic(async () => (await import('./backup-dialog')).BackupDialog, { loading: () => null });
const RestoreOutcome = dynamic(async () => (await import('./restore-outcome')).RestoreOutcome, { loading: () => null });
const RestoreDialog = dynamic(async () => (await import('./restore-dialog')).RestoreDialog, { loading: () => null });

const tones: Readonly<Record<BackupState, Tone>> = { RUNNING: 'accent', DONE: 'ok', FAILED: 'danger' };
const refreshMs = 5000;

export function BackupsPage() {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
  const { get, set } = useAddress();
  const units = useUnits();
  const [restoring, setRestoring] = useState<BackupFieldsFragment>();
  const list = usePages<BackupFieldsFragment>({
    key: ['backups', 'list'],
    load: async (page, signal) => (await api.request(Backups, { page }, { signal })).backups,
    refetchInterval: refreshMs,
  });
  const mayCreate = may('system.backup.create');
  const mayRestore = may('system.backup.restore');
  return (
    <>
      <ScreenHeader
        title={t('backups.title')}
        lead={t('backups.lead')}
        actions={
          <>
            {mayRestore && <UploadButton />}
            {mayCreate && <CreateButton label={t('backups.make')} onClick={() => set({ new: '1' })} />}
          </>
        }
      />
      <RestoreOutcome mayRestore={mayRestore} onRestore={setRestoring} />
      <ListState
        {...list}
        empty={<EmptyState icon="archive" title={t('backups.emptyTitle')} detail={t('backups.emptyDetail')} />}
      >
        <Table
          caption={t('backups.title')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'file',
              label: t('backups.file'),
              grows: true,
              cell: ({ fileName, origin, encrypted, withMasterKeys }) => (
                <div>
                  <p className="font-semibold break-all">{fileName}</p>
                  <p className="mt-1 flex flex-wrap gap-1 max-sm:max-w-32">
                    {origin !== 'MADE' && <Tag>{t(`backups.${origin}`)}</Tag>}
                    {encrypted && <Tag tone="ok">{t('backups.encrypted')}</Tag>}
                    {withMasterKeys && <Tag tone="accent">{t('backups.withKeys')}</Tag>}
                  </p>
                </div>
              ),
            },
            {
              key: 'state',
              label: t('backups.state'),
              cell: ({ state }) => <StatusBadge tone={tones[state]} label={t(`backups.${state}`)} />,
            },
            {
              key: 'size',
              label: t('backups.size'),
              end: true,
              from: 'sm',
              cell: ({ sizeBytes }) => units.bytes(sizeBytes),
            },
            {
              key: 'rows',
              label: t('backups.rows'),
              end: true,
              from: 'lg',
              // What was brought has none before it is checked.
              cell: ({ rowCount, release }) => (release === '' ? '–' : units.number(Number(rowCount))),
            },
            {
              key: 'created',
              label: t('backups.created'),
              from: 'md',
              cell: ({ createdAt }) => <Moment at={createdAt} />,
            },
            {
              key: 'menu',
              label: <span className="sr-only">{t('actions.moreActions')}</span>,
              end: true,
              cell: (backup) => (
                <BackupMenu
                  backup={backup}
                  mayDelete={mayCreate}
                  onRestore={mayRestore ? () => setRestoring(backup) : undefined}
                />
              ),
            },
          ]}
        />
      </ListState>
      {get('new') && <BackupDialog onClose={() => set({ new: undefined })} />}
      {restoring && <RestoreDialog backup={restoring} onClose={() => setRestoring(undefined)} />}
    </>
  );
}

interface BackupMenuProps {
  readonly backup: BackupFieldsFragment;
  readonly mayDelete: boolean;
  /** Absent for who may not. */
  readonly onRestore: (() => void) | undefined;
}

function BackupMenu({ backup: { id, fileName: name, state }, mayDelete, onRestore }: BackupMenuProps) {
  const t = useTranslations();
  const api = useApi();
  const [asked, setAsked] = useState<Confirmation>();
  const download = useAction({
    run: async () => {
      const { downloadUrl } = (await api.request(BackupDownload, { id })).backup;
      if (downloadUrl) saveFile(downloadUrl, name);
    },
    touches: [],
  });
  const remove = useAction({
    run: () => api.request(DeleteBackup, { id }),
    done: () => t('backups.deleted', { name }),
    touches: ['backups', 'audit'],
  });
  const ask = () =>
    setAsked({
      title: t('backups.deleteTitle', { name }),
      detail: t('backups.deleteDetail'),
      confirmLabel: t('actions.delete'),
      run: () => remove.mutate(undefined),
    });
  const isDone = state === 'DONE';
  return (
    <>
      <RowActions
        name={name}
        items={[
          isDone
            ? { label: t('backups.download'), icon: 'download', onSelect: () => download.mutate(undefined) }
            : undefined,
          isDone && onRestore ? { label: t('backups.restore'), icon: 'reset', onSelect: onRestore } : undefined,
          mayDelete ? { label: t('actions.delete'), icon: 'remove', danger: true, onSelect: ask } : undefined,
        ]}
      />
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
