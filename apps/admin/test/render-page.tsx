import { QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { VortexClient } from '@vortex/sdk';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import en from '../messages/en.json';
import { ApiProvider } from '../src/api/api';
import { createQueryClient } from '../src/api/query-client';

// However busy the machine is.
configure({ asyncUtilTimeout: 15_000 });

/** What the server answers to an operation: its data, or the error it refuses with. */
export type Answers = Record<string, (variables: Record<string, unknown>) => object>;

export interface Refusal {
  readonly code: string;
  readonly reason?: string;
  readonly violations?: readonly { path: string; code: string; message: string }[];
}

export const refused = (extensions: Refusal) => ({ errors: [{ message: 'Refused', extensions }] });

/** Renders a part of the dashboard in English against a server that answers as told. */
export function renderPage(page: ReactNode, answers: Answers) {
  const asked: string[] = [];
  const answer = (_url: unknown, request?: RequestInit) => {
    const { operationName, variables } = JSON.parse(typeof request?.body === 'string' ? request.body : '') as {
      operationName: string;
      variables: Record<string, unknown>;
    };
    asked.push(operationName);
    const body = JSON.stringify(answers[operationName]?.(variables) ?? refused({ code: 'UNIMPLEMENTED' }));
    return Promise.resolve({ status: 200, text: () => Promise.resolve(body) } as Response);
  };
  const client = new VortexClient({ url: 'http://panel.test/graphql', fetch: answer, webSocket: NoSocket });
  const view = render(
    <QueryClientProvider client={createQueryClient()}>
      <IntlProvider locale="en" messages={en} timeZone="UTC">
        <ApiProvider client={client}>{page}</ApiProvider>
      </IntlProvider>
    </QueryClientProvider>,
  );
  return { ...view, asked };
}

/** A WebSocket that never opens: figures are polled. */
class NoSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  close() {}
}
