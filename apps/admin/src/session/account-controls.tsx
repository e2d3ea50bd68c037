import { Button, buttonStyle, Icon } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useSignOut } from './session.queries';
import { useSession } from './session.store';

/** What a signed-in person does with the account. On a phone the drawings speak alone. */
export function AccountControls() {
  const t = useTranslations('actions');
  const signOut = useSignOut();
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
      <Button variant="quiet" narrow title={t('signOut')} busy={signOut.isPending} onClick={() => signOut.mutate()}>
        <Icon name="signOut" />
        <span className="sr-only lg:not-sr-only">{t('signOut')}</span>
      </Button>
    </>
  );
}
