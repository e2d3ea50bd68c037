import { PageHeader } from '@vortex/ui';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';

interface ScreenHeaderProps extends ComponentProps<typeof PageHeader> {
  readonly title: string;
}

/** What a screen is called: on it, and by the browser. */
export function ScreenHeader({ title, ...rest }: ScreenHeaderProps) {
  const t = useTranslations();
  return (
    <>
      <title>{`${title} – ${t('brand')}`}</title>
      <PageHeader title={title} {...rest} />
    </>
  );
}
