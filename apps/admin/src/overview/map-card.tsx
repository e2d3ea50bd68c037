import { Card, Skeleton } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import { NotShown } from '../api/not-shown';
import type { ServerRow } from '../servers/servers.queries';
import { placesOf, stateOf } from './map-places';

// The outlines of the continents are larger than a screen; they come when there is somewhere to put a dot.
const WorldMap = dynamic(() => import('./world-map'), {
  loading: () => <Skeleton className="aspect-[960/420] w-full" />,
});

const marks = [
  ['well', 'bg-ok'],
  ['ill', 'bg-danger'],
  ['absent', 'bg-ink-muted'],
] as const;

interface MapCardProps {
  readonly servers: readonly ServerRow[] | undefined;
  readonly error: Error | null;
}

/** The fleet on a map of the world. */
export function MapCard({ servers, error }: MapCardProps) {
  const t = useTranslations('overview');
  if (servers && placesOf(servers).length === 0) return null;
  const elsewhere = servers?.filter(({ region }) => region.latitude === null) ?? [];
  return (
    <Card title={t('map')}>
      {servers ? (
        <WorldMap servers={servers} />
      ) : error ? (
        <NotShown />
      ) : (
        <Skeleton className="aspect-[960/420] w-full" />
      )}
      {servers && (
        <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-1.5 border-t border-line pt-4 text-sm text-ink-muted">
          {marks.map(([state, colour]) => (
            <li key={state} className="flex items-center gap-2 tabular-nums">
              <span aria-hidden="true" className={`size-2.5 rounded-full ${colour}`} />
              {t(`map_${state}`, { count: servers.filter((server) => stateOf(server) === state).length })}
            </li>
          ))}
          {elsewhere.length > 0 && <li className="sm:ml-auto">{t('nowhere', { count: elsewhere.length })}</li>}
        </ul>
      )}
    </Card>
  );
}
