import { VortexError } from '@vortex/sdk';
import { useMessages, useTranslations } from 'use-intl';
import { useErrorText } from '../api/use-error-text';

/** Why an archive is not for this panel, by the name that the server gives it. */
export function useRefusalText(): (error: unknown) => string {
  const t = useTranslations('refusedBackup');
  const known = useMessages().refusedBackup;
  const errorText = useErrorText();
  const isKnown = (name: string): name is keyof typeof known => Object.hasOwn(known, name);
  return (error) => {
    const name = error instanceof VortexError ? error.reason : typeof error === 'string' ? error : '';
    return isKnown(name) ? t(name) : errorText(error);
  };
}
