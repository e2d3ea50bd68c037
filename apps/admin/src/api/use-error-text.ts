import { VortexError } from '@vortex/sdk';
import { useTranslations } from 'use-intl';

/** Says what happened in the reader's language: by the failure's name, else by its kind. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations('errors');
  return (error) => {
    if (!(error instanceof VortexError)) return t('other');
    const known = ['wrong_credentials', 'too_many_attempts'] as const;
    const kinds = [
      'PERMISSION_DENIED',
      'UNAUTHENTICATED',
      'RESOURCE_EXHAUSTED',
      'UNAVAILABLE',
      'DEADLINE_EXCEEDED',
      'INVALID_INPUT',
    ] as const;
    const key = known.find((reason) => reason === error.reason) ?? kinds.find((code) => code === error.code);
    return t(key ?? 'other');
  };
}
