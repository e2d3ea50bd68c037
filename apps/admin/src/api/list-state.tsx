import { VortexError } from '@vortex/sdk';
import { Button, Card, ErrorState } from '@vortex/ui';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from './use-error-text';

interface ListStateProps {
  readonly items: readonly unknown[] | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
  readonly hasNextPage?: boolean;
  readonly isFetchingNextPage?: boolean;
  readonly fetchNextPage?: () => unknown;
  /** Stands where the list would, when nothing is in it. */
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

/** A list in each of its states: on its way, empty, not to be had, or there with more to come. */
export function ListState(props: ListStateProps) {
  const t = useTranslations('actions');
  const { items, error, isFetching, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, empty, children } = props;
  if (!items && error) return <Unavailable error={error} busy={isFetching} onRetry={refetch} />;
  if (items?.length === 0) return <Card>{empty}</Card>;
  return (
    <>
      {children}
      {hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button variant="secondary" busy={isFetchingNextPage} onClick={() => void fetchNextPage?.()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

interface UnavailableProps {
  readonly error: Error;
  readonly busy: boolean;
  readonly onRetry: () => unknown;
}

export function Unavailable({ error, busy, onRetry }: UnavailableProps) {
  const t = useTranslations();
  const errorText = useErrorText();
  const traceId = error instanceof VortexError ? error.traceId : undefined;
  return (
    <Card>
      <ErrorState
        title={t('states.errorTitle')}
        detail={errorText(error)}
        reference={traceId && t('errors.reference', { id: traceId })}
        action={
          <Button variant="secondary" busy={busy} onClick={() => void onRetry()}>
            {t('actions.retry')}
          </Button>
        }
      />
    </Card>
  );
}
