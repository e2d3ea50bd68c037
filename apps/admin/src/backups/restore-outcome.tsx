import type { BackupFieldsFragment } from '@vortex/sdk';
import { Alert, Button } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useLastRestore } from './restores.queries';
import { useRefusalText } from './use-refusal-text';

/** How long it is of interest. */
const recentMs = 7 * 24 * 3_600_000;

interface RestoreOutcomeProps {
  readonly mayRestore: boolean;
  readonly onRestore: (backup: BackupFieldsFragment) => void;
}

/** What has come of the last restore, and the way back from it. */
export function RestoreOutcome({ mayRestore, onRestore }: RestoreOutcomeProps) {
  const t = useTranslations('backups');
  const refusalText = useRefusalText();
  const { data: restore } = useLastRestore();
  if (!restore || Date.now() - Date.parse(restore.createdAt) > recentMs) return null;
  const { state, fileName, failure, safetyBackup } = restore;
  if (state === 'RUNNING') {
    return (
      <div className="mb-6">
        <Alert tone="warning">{t('restoreRuns', { name: fileName })}</Alert>
      </div>
    );
  }
  if (state === 'FAILED') {
    return (
      <div className="mb-6">
        <Alert tone="danger">
          <p className="break-words">{t('restoreFailed', { name: fileName })}</p>
          <p>{refusalText(failure ?? '')}</p>
        </Alert>
      </div>
    );
  }
  return (
    <div className="mb-6">
      <Alert tone="ok">
        <p className="break-words">{t('restored', { name: fileName })}</p>
        {safetyBackup && <p className="break-words">{t('restoredFrom', { name: safetyBackup.fileName })}</p>}
        {safetyBackup && mayRestore && (
          <div className="mt-3">
            <Button variant="secondary" small onClick={() => onRestore(safetyBackup)}>
              {t('takeBack')}
            </Button>
          </div>
        )}
      </Alert>
    </div>
  );
}
