import { Figure, Skeleton } from '@vortex/ui';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { formatBytes } from '../format/bytes';
import { isMeasured } from './is-measured';
import type { Metrics } from './status.queries';

interface FiguresProps {
  readonly metrics: Metrics | undefined;
  readonly accountCount: number | undefined;
}

/** The platform in four figures; places are kept while they are on their way, and where no service answers. */
export function Figures({ metrics, accountCount }: FiguresProps) {
  const t = useTranslations('figures');
  const format = useFormatter();
  const language = useLocale();
  const sum = (write: (metrics: Metrics) => string) =>
    metrics === undefined ? waiting : isMeasured(metrics) ? write(metrics) : '–';
  return (
    <dl className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      <Figure
        label={t('memory')}
        value={sum(({ residentMemoryBytes }) => formatBytes(residentMemoryBytes, language))}
        note={t('memoryNote')}
      />
      <Figure
        label={t('accounts')}
        value={accountCount === undefined ? waiting : format.number(accountCount)}
        note={t('accountsNote')}
      />
      <Figure
        label={t('backlog')}
        value={sum(({ outboxBacklog }) => format.number(outboxBacklog))}
        note={t('backlogNote')}
      />
      <Figure
        label={t('deadLetters')}
        value={sum(({ deadLetters }) => format.number(deadLetters))}
        note={t('deadLettersNote')}
      />
    </dl>
  );
}

const waiting = <Skeleton className="h-8 w-20" />;
