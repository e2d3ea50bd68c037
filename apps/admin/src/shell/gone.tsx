import { buttonStyle, Card, EmptyState, type IconName } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { ScreenHeader } from './screen-header';

interface GoneProps {
  readonly icon: IconName;
  /** Where the others are. */
  readonly href: string;
  readonly label: string;
}

/** What an address names is not there, or not for whoever asks. */
export function Gone({ icon, href, label }: GoneProps) {
  const t = useTranslations('states');
  const back = (
    <Link href={href} prefetch={false} className={buttonStyle({ variant: 'secondary' })}>
      {label}
    </Link>
  );
  return (
    <>
      <ScreenHeader title={label} />
      <Card>
        <EmptyState icon={icon} title={t('goneTitle')} detail={t('goneDetail')} action={back} />
      </Card>
    </>
  );
}
