import type { ServerFieldsFragment } from '@vortex/sdk';
import { useLocale } from 'use-intl';

/** A place as people call it: its city and the country's name in the reader's language. */
export function useRegion(): (region: Pick<ServerFieldsFragment['region'], 'country' | 'city'>) => string {
  const names = new Intl.DisplayNames(useLocale(), { type: 'region', fallback: 'code' });
  return ({ city, country }) => {
    const name = country && /^[A-Z]{2}$/i.test(country) ? names.of(country.toUpperCase()) : undefined;
    // Singapore is the city and the country.
    return [city, name === city ? undefined : name].filter(Boolean).join(', ');
  };
}
