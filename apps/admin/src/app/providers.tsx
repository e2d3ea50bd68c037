'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { IntlProvider } from 'use-intl';
import { ApiProvider } from '../api/api';
import { createQueryClient } from '../api/query-client';
import { usePreferences } from '../preferences/preferences.store';
import { useAppliedPreferences } from '../preferences/use-applied-preferences';
import { useMessages } from '../preferences/use-messages';
import { Splash } from './splash';

const never = () => () => undefined;

/** True once the browser runs the page: what it remembers is unknown while the page is exported. */
function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

export function Providers({ children }: { readonly children: ReactNode }) {
  return useInBrowser() ? <BrowserProviders>{children}</BrowserProviders> : <Splash />;
}

function BrowserProviders({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const language = usePreferences((preferences) => preferences.language);
  const texts = useMessages(language);
  useAppliedPreferences();
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!texts) return <Splash />;
  return (
    <QueryClientProvider client={queryClient}>
      <IntlProvider locale={texts.language} messages={texts.messages} timeZone={timeZone}>
        <ApiProvider>{children}</ApiProvider>
      </IntlProvider>
    </QueryClientProvider>
  );
}
