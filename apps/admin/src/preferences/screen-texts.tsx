import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@vortex/ui';
import type { ReactNode } from 'react';
import { IntlProvider, useLocale, useMessages } from 'use-intl';
import { loadScreenMessages } from './languages';

/** Brings the texts of a screen that few open, and shows it once they are there. */
export function ScreenTexts({ children }: { readonly children: ReactNode }) {
  const language = useLocale();
  const messages = useMessages();
  const { data: more } = useQuery({
    queryKey: ['screen-texts', language],
    queryFn: loadScreenMessages[language],
    staleTime: Infinity,
  });
  if (!more) return <Skeleton className="h-64" />;
  return (
    <IntlProvider locale={language} messages={{ ...messages, ...more }}>
      {children}
    </IntlProvider>
  );
}
