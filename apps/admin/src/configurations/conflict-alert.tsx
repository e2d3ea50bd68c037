import { Alert, Button } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { ChangeList } from './change-list';
import { conflictIn } from './conflict';

interface ConflictAlertProps {
  readonly error: unknown;
  readonly busy: boolean;
  /** Gives up one's own and shows theirs. */
  readonly onTheirs: () => void;
  /** Puts one's own in the place of theirs. */
  readonly onMine: () => void;
}

/** Somebody was faster: what differs between theirs and one's own, and what can be done. */
export function ConflictAlert({ error, busy, onTheirs, onMine }: ConflictAlertProps) {
  const t = useTranslations('versions');
  const conflict = conflictIn(error);
  if (!conflict) return null;
  return (
    <section aria-label={t('conflict')} className="flex flex-col gap-4 rounded-card border border-warning p-5">
      <Alert tone="warning">{t('conflictDetail')}</Alert>
      <ChangeList changes={conflict.changes} />
      {conflict.more > 0 && <p className="text-sm text-ink-muted">{t('moreChanges', { count: conflict.more })}</p>}
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" small onClick={onTheirs}>
          {t('takeTheirs')}
        </Button>
        <Button variant="danger" small busy={busy} onClick={onMine}>
          {t('saveMine')}
        </Button>
      </div>
    </section>
  );
}
