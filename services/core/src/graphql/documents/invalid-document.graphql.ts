import type { GraphQLError } from 'graphql';

/** A text is no operation of this API. */
export class InvalidDocument extends Error {
  override readonly name = 'InvalidDocument';
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors[0]?.message ?? 'no operation');
  }
}
