/** A place on earth, in degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** About where somebody is. */
export interface Place {
  /** Two letters; empty where nobody knows. */
  readonly country: string;
  /** Absent where nobody knows. */
  readonly point?: Point | undefined;
}

export const nowhere: Place = { country: '' };

const stepDegrees = 5;

/** Near enough for an order, and few enough that those who are near each other are at the same place. */
export function roughly({ latitude, longitude }: Point): Point {
  const round = (degrees: number) => Math.round(degrees / stepDegrees) * stepDegrees;
  return { latitude: round(latitude), longitude: round(longitude) };
}
