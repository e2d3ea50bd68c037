'use client';

import { CenteredPage } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { PreferenceControls } from '../preferences/preference-controls';

export default function NotFound() {
  const t = useTranslations();
  return (
    <CenteredPage
      brand={t('brand')}
      title={t('notFound.title')}
      lead={t('notFound.detail')}
      controls={<PreferenceControls />}
    >
      <title>{`${t('notFound.title')} – ${t('brand')}`}</title>
      <Link href="/" prefetch={false} className="text-sm font-semibold text-accent underline underline-offset-4">
        {t('actions.goHome')}
      </Link>
    </CenteredPage>
  );
}
