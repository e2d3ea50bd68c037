import { VortexError } from '@vortex/sdk';
import { useMessages, useTranslations } from 'use-intl';

/** Says what happened in the reader's language: by the failure's name, else by its kind. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations('errors');
  const known = useMessages().errors;
  const isKnown = (name: string): name is keyof typeof known => Object.hasOwn(known, name);
  return (error) => {
    if (!(error instanceof VortexError)) return t('other');
    const name = [error.reason, error.code].find(isKnown);
    return name && name !== 'reference' ? t(name) : t('other');
  };
}

/** What is wrong with an input, in the reader's language where it is a known problem, else as the server has put it. */
export function useFieldError(error: unknown): (path: string) => string | undefined {
  const t = useTranslations('problems');
  const known = useMessages().problems;
  const isKnown = (name: string): name is keyof typeof known => Object.hasOwn(known, name);
  return (path) => {
    if (!(error instanceof VortexError)) return undefined;
    const found = error.violationAt(path);
    if (!found) return undefined;
    return isKnown(found.code) ? t(found.code) : found.message;
  };
}
