import { Button, buttonStyle, Icon } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useSession } from './session.store';

/** What a signed-in person does with the account. On a phone the drawings speak alone. */
export function AccountControls() {
  const t = useTranslations('actions');
  const end = useSession((state) => state.end);
  const settled = useSession((state) => state.session?.account.mustChangePassword === false);
  return (
    <>
      {settled && (
        <Link
          href="/change-password"
          prefetch={false}
          title={t('changePassword')}
          className={buttonStyle({ variant: 'quiet', narrow: true })}
        >
          <Icon name="key" />
          <span className="sr-only">{t('changePassword')}</span>
        </Link>
      )}
      <Button variant="quiet" narrow title={t('signOut')} onClick={() => end()}>
        <Icon name="signOut" />
        <span className="sr-only lg:not-sr-only">{t('signOut')}</span>
      </Button>
    </>
  );
}
