import { VortexClient } from '@vortex/sdk';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { noticingFetch } from '../restoring/restoring.store';
import { useActing } from '../session/acting.store';
import { useSession } from '../session/session.store';

const ApiContext = createContext<VortexClient | undefined>(undefined);

export function ApiProvider({ client, children }: { readonly client?: VortexClient; readonly children: ReactNode }) {
  const [value] = useState(() => client ?? connect());
  return <ApiContext value={value}>{children}</ApiContext>;
}

export function useApi(): VortexClient {
  const api = useContext(ApiContext);
  if (!api) throw new Error('useApi needs an ApiProvider above it');
  return api;
}

/** The page and the API share one origin. */
function connect(): VortexClient {
  return new VortexClient({
    url: `${window.location.origin}/graphql`,
    session: 'cookie',
    fetch: noticingFetch,
    tenant: () => useActing.getState().tenant?.slug,
    onUnauthenticated: () => {
      const { session, end } = useSession.getState();
      // Who only came to look has lost nothing.
      useActing.getState().actFor(undefined);
      end(session ? 'expired' : undefined);
    },
  });
}
