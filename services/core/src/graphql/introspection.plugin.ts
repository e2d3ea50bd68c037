import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphqlContext, Unauthenticated } from '@vortex/kit';
import { BREAK, type DocumentNode, visit } from 'graphql';

/** The schema is shown to those who have an account; strangers are not handed a map. */
export const introspectionForAccounts: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ document, contextValue }) {
        if (contextValue.call?.caller.kind === 'account' || !introspects(document)) return Promise.resolve();
        return Promise.reject(new Unauthenticated('sign_in_required'));
      },
    }),
};

function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      if (name.value !== '__schema' && name.value !== '__type') return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}
