import { DomainError } from '@vortex/kit';

/** A request is no GraphQL request at all. */
export class RequestRefused extends DomainError {
  readonly kind = 'invalid_input';
  constructor(
    code:
      | 'body_not_json'
      | 'body_too_large'
      | 'content_type_not_json'
      | 'batches_not_supported'
      | 'request_malformed'
      | 'method_not_allowed'
      | 'operation_unknown'
      | 'only_subscriptions_here'
      | 'subscriptions_need_a_websocket',
    readonly status: number,
  ) {
    super(code);
  }
}
