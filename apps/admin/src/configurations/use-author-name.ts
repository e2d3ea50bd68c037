import type { AuthorFieldsFragment } from '@vortex/sdk';
import { useTranslations } from 'use-intl';

/** Who made a version or started a rollout, as people say it. */
export function useAuthorName(): (author: AuthorFieldsFragment) => string {
  const t = useTranslations();
  return ({ kind, id, name }) =>
    kind === 'SERVICE' ? t('audit.platform', { name: id ?? '' }) : (name ?? t('versions.unknownAuthor'));
}
