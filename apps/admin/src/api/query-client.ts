import { QueryClient } from '@tanstack/react-query';
import { VortexError } from '@vortex/sdk';

const passing = new Set(['UNAVAILABLE', 'DEADLINE_EXCEEDED']);

/** Asked once more, the panel may answer. */
export function isPassing(error: unknown): boolean {
  return error instanceof VortexError && passing.has(error.code);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A panel on localhost answers without any network.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
      mutations: { networkMode: 'always' },
    },
  });
}
