import { InvalidInput } from '@vortex/kit';
import { GraphQLError } from 'graphql';
import { InvalidDocument } from '../graphql/documents/invalid-document.graphql';

/** Nobody has sent the text of this hash before; the client sends it along, once. Named as clients of the protocol expect. */
export function persistedQueryNotFound(): InvalidDocument {
  const extensions = { code: 'PERSISTED_QUERY_NOT_FOUND' };
  return new InvalidDocument([new GraphQLError('PersistedQueryNotFound', { extensions })]);
}

/** A hash that is not that of the text beside it. */
export function hashMismatch(): InvalidInput {
  const message = 'This is not the SHA-256 of the operation, in lower-case hexadecimal.';
  return new InvalidInput([{ path: 'extensions.persistedQuery.sha256Hash', code: 'hash_mismatch', message }]);
}
