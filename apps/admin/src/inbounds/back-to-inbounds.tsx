import Link from 'next/link';
import { useTranslations } from 'use-intl';

export function BackToInbounds() {
  const t = useTranslations('nav');
  return (
    <Link
      href="/inbounds"
      prefetch={false}
      className="text-ink-muted underline-offset-4 hover:text-ink hover:underline"
    >
      {t('inbounds')}
    </Link>
  );
}
