import { useQueryClient } from '@tanstack/react-query';
import { Alert } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Splash } from '../app/splash';
import { useRestoring } from '../restoring/restoring.store';
import { useRestoredSession } from './session.queries';
import { type Session, useSession } from './session.store';

const RestoringPage = dynamic(async () => (await import('../restoring/restoring-page')).RestoringPage, {
  loading: () => <Splash />,
});

/** `guest`: nobody is signed in. `account`: somebody is. `member`: somebody who need not change the password first. */
export type Admits = 'guest' | 'account' | 'member';

/** Where somebody belongs who stands before a page, or nothing when it is this page. */
export function placeFor(admits: Admits, session: Session | undefined): string | undefined {
  if (!session) return admits === 'guest' ? undefined : '/sign-in';
  if (admits === 'account') return undefined;
  if (session.account.mustChangePassword) return '/change-password';
  return admits === 'guest' ? '/' : undefined;
}

/** Shows a page to those it is for and takes others where they belong. The server decides what they may see there. */
export function Gate({ admits, children }: { readonly admits: Admits; readonly children: ReactNode }) {
  const t = useTranslations('states');
  const router = useRouter();
  const queryClient = useQueryClient();
  const session = useSession((state) => state.session);
  const isKnown = useSession((state) => state.isKnown);
  const isSilent = useRestoredSession();
  const isRestoring = useRestoring((state) => state.progress !== undefined);
  const place = isKnown ? placeFor(admits, session) : undefined;
  useEffect(() => {
    if (place) router.replace(place);
  }, [place, router]);
  useEffect(() => {
    // What one account has seen is not for the next.
    if (!session) queryClient.clear();
  }, [session, queryClient]);
  if (isRestoring) return <RestoringPage />;
  if (!place && isKnown) return children;
  return <Splash>{isSilent && <Alert tone="warning">{t('noAnswer')}</Alert>}</Splash>;
}
