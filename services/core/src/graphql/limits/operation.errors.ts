import { DomainError } from '@vortex/kit';

export type OperationLimit =
  | 'operation_too_deep'
  | 'operation_too_large'
  | 'operation_too_long'
  | 'too_many_root_fields'
  | 'too_many_aliases'
  | 'too_many_fragments'
  | 'too_many_repetitions';

/** An operation asks for more than any may. */
export class OperationRefused extends DomainError {
  readonly kind = 'invalid_input';
  constructor(limit: OperationLimit, most: number) {
    super(limit, { most: String(most) });
  }
}

/** A name that GraphQL keeps for itself (specification §2.1.9). */
export class ReservedName extends DomainError {
  readonly kind = 'invalid_input';
  constructor(name: string) {
    super('reserved_name', { name });
  }
}

/** What an operation could answer with is more than its caller may ask for at once. */
export class OperationTooCostly extends DomainError {
  readonly kind = 'invalid_input';
  constructor(cost: number, most: number) {
    super('operation_too_costly', { cost: String(cost), most: String(most) });
  }
}
