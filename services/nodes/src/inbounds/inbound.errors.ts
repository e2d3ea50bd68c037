import { DomainError } from '@vortex/kit';
import { changesOfInbound } from '../configurations/difference';
import { toldDifference } from '../configurations/told-difference';
import type { Inbound } from './inbound';

export class InboundNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('inbound_not_found', { id });
  }
}

export class InboundTagTaken extends DomainError {
  readonly kind = 'conflict';
  constructor(tag: string) {
    super('inbound_tag_taken', { tag });
  }
}

interface OtherInbound {
  readonly id: string;
  readonly tag: string;
}

/** Another inbound of the server listens there. */
export class PortTaken extends DomainError {
  readonly kind = 'conflict';
  constructor({ id, tag }: OtherInbound, { port, carrier }: { readonly port: number; readonly carrier: string }) {
    super('port_taken', { inboundId: id, tag, port: String(port), carrier });
  }
}

/** Another WireGuard inbound of the server gives out the same addresses. */
export class AddressPoolTaken extends DomainError {
  readonly kind = 'conflict';
  constructor({ id, tag }: OtherInbound, pool: string) {
    super('address_pool_taken', { inboundId: id, tag, pool });
  }
}

/** Somebody else was faster: what was edited is not what there is. Tells what differs between theirs and yours. */
class InboundRevisionMismatch extends DomainError {
  readonly kind = 'conflict';
  constructor(theirs: Inbound, yours: Inbound, expected: bigint) {
    super('revision_mismatch', {
      ...{ id: theirs.id, expected: String(expected), actual: String(theirs.revision) },
      ...toldDifference(changesOfInbound(theirs, yours)),
    });
  }
}

/** Throws `InboundRevisionMismatch` when an editor names a revision that is not the current one. */
export function expectInboundRevision(theirs: Inbound, yours: Inbound, expected?: bigint): void {
  if (expected !== undefined && expected !== theirs.revision) {
    throw new InboundRevisionMismatch(theirs, yours, expected);
  }
}
