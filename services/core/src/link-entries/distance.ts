/** A place on earth, in degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

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

const stepDegrees = 5;

/** Near enough for an order, and few enough that readers share their lists. */
export function roughly({ latitude, longitude }: Point): Point {
  const round = (degrees: number) => Math.round(degrees / stepDegrees) * stepDegrees;
  return { latitude: round(latitude), longitude: round(longitude) };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
