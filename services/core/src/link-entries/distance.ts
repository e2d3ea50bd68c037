import type { Point } from '@vortex/kit';

const earthRadiusKm = 6_371;

/** Along the surface, by the haversine formula: earth's flattening is nothing to an order of servers. */
export function distanceKm(one: Point, other: Point): number {
  const phi = radians(other.latitude - one.latitude);
  const lambda = radians(other.longitude - one.longitude);
  const chord =
    Math.sin(phi / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(lambda / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
