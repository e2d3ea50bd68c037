/** Where the calendar of somebody is who has said nothing of it. */
const usualZone = 'UTC';

export function zoneOf({ zone }: { readonly zone: string | null }): string {
  return zone ?? usualZone;
}
