import { Popover } from '@vortex/ui';
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import Link from 'next/link';
import { feature } from 'topojson-client';
import { useTranslations } from 'use-intl';
import land from 'world-atlas/land-110m.json';
import { useUnits } from '../format/use-units';
import { ServerStateBadge } from '../servers/server-state';
import type { ServerRow } from '../servers/servers.queries';
import { useRegion } from '../servers/use-region';
import { type MapPlace, placesOf } from './map-places';

const [width, height] = [960, 420];
/** From the south of Patagonia to the north of Greenland: nobody puts a server on the ice below. */
const inhabited = {
  type: 'MultiPoint' as const,
  coordinates: [
    [-168, 0],
    [179, 0],
    [0, -56],
    [0, 80],
  ],
};
const projection = geoNaturalEarth1().fitSize([width, height], inhabited);
const coast = geoPath(projection)(feature(land as never, 'land')) ?? '';

const dots = { well: 'bg-ok', ill: 'bg-danger', absent: 'bg-ink-muted' } as const;

/** Where servers stand, and how they are. Drawn from data that came with the page. */
export default function WorldMap({ servers }: { readonly servers: readonly ServerRow[] }) {
  const places = placesOf(servers);
  return (
    <div className="relative mx-auto w-full max-w-5xl" style={{ aspectRatio: `${width} / ${height}` }}>
      <svg aria-hidden="true" viewBox={`0 0 ${width} ${height}`} className="absolute inset-0 size-full overflow-hidden">
        <path d={coast} className="fill-line stroke-line-strong/40" strokeWidth={0.5} />
      </svg>
      {places.map((place) => (
        <Place key={`${place.latitude} ${place.longitude}`} place={place} />
      ))}
    </div>
  );
}

function Place({ place }: { readonly place: MapPlace }) {
  const t = useTranslations('overview');
  const region = useRegion();
  const at = projection([place.longitude, place.latitude]);
  const [first] = place.servers;
  if (!at || !first) return null;
  const name = `${region(first.region) || first.name}: ${t('serversHere', { count: place.servers.length })}`;
  return (
    <span
      className="absolute -translate-x-1/2 -translate-y-1/2"
      style={{ left: `${(at[0] / width) * 100}%`, top: `${(at[1] / height) * 100}%` }}
    >
      <Popover
        label={name}
        trigger={
          <button
            type="button"
            aria-label={name}
            title={name}
            className="group flex size-6 items-center justify-center"
          >
            <span
              className={`size-3 rounded-full ring-2 ring-surface transition-transform group-hover:scale-125 ${dots[place.state]}`}
            />
          </button>
        }
      >
        <ul className="flex flex-col gap-2 text-sm">
          {place.servers.map((server) => (
            <PlaceServer key={server.id} server={server} />
          ))}
        </ul>
      </Popover>
    </span>
  );
}

function PlaceServer({ server: { id, name, state, machine } }: { readonly server: ServerRow }) {
  const t = useTranslations();
  const { bitrate } = useUnits();
  return (
    <li className="flex items-center justify-between gap-4">
      <span className="min-w-0">
        <Link
          href={`/servers/server?id=${id}`}
          prefetch={false}
          className="font-semibold wrap-anywhere underline-offset-4 hover:text-accent hover:underline"
        >
          {name}
        </Link>
        <span className="block text-xs text-ink-muted tabular-nums">
          {machine?.connected
            ? bitrate(Number(machine.downlinkBytesPerSecond))
            : t(machine ? 'machine.away' : 'machine.notYet')}
        </span>
      </span>
      <ServerStateBadge state={state} />
    </li>
  );
}
