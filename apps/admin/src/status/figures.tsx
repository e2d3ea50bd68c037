import { Figure, Skeleton } from '@vortex/ui';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { formatBytes } from '../format/bytes';
import type { Metrics } from './status.queries';

interface FiguresProps {
  readonly metrics: Metrics | undefined;
  readonly accountCount: number | undefined;
}

/** The platform in four figures; places are kept while they are on their way. */
export function Figures({ metrics, accountCount }: FiguresProps) {
  const t = useTranslations('figures');
  const format = useFormatter();
  const language = useLocale();
  const number = (value: number | undefined) => (value === undefined ? waiting : format.number(value));
  const memory = metrics ? formatBytes(metrics.residentMemoryBytes, language) : waiting;
  return (
    <dl className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      <Figure label={t('memory')} value={memory} note={t('memoryNote')} />
      <Figure label={t('accounts')} value={number(accountCount)} note={t('accountsNote')} />
      <Figure label={t('backlog')} value={number(metrics?.outboxBacklog)} note={t('backlogNote')} />
      <Figure label={t('deadLetters')} value={number(metrics?.deadLetters)} note={t('deadLettersNote')} />
    </dl>
  );
}

const waiting = <Skeleton className="h-8 w-20" />;
