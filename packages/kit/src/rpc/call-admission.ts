import type { Metadata, ServerUnaryCall } from '@grpc/grpc-js';
import { authorize } from '../auth/permission';
import type { TokenVerifier } from '../auth/token-verifier';
import { Unauthenticated } from '../errors/failures';
import { actFor } from '../identity/acting-tenant';
import { anonymous, type Caller } from '../identity/caller';
import { isServiceName, serviceOf } from '../identity/service-name';
import { type TenantId, tenantId } from '../ids/id';
import { actingForKey, authorizationKey, serviceKey, tenantKey, textOf } from './call-metadata';
import type { Trust } from './transport';

/** What of a gRPC call tells who sent it. */
export interface Envelope {
  readonly metadata: Metadata;
  getAuthContext(): ReturnType<ServerUnaryCall<never, never>['getAuthContext']>;
}

export interface Admitted {
  readonly peer: string;
  readonly caller: Caller;
  /** The caller's token, to be forwarded. */
  readonly token: string | undefined;
  /** The tenant the caller acts for, to be forwarded. */
  readonly actingFor?: TenantId | undefined;
}

/** Finds out who calls and whether they may. Throws when they may not, or when it cannot be told. */
export async function admit(
  envelope: Envelope,
  permission: string,
  trust: Trust,
  tokens: Pick<TokenVerifier, 'verify'>,
): Promise<Admitted> {
  const peer = peerOf(envelope, trust);
  const { caller, token, actingFor } = await callerOf(envelope.metadata, peer, permission, tokens);
  authorize(permission, caller);
  return { peer, caller, token, actingFor };
}

function peerOf(envelope: Envelope, trust: Trust): string {
  if (trust === 'directory') {
    const name = textOf(envelope.metadata, serviceKey);
    if (name && isServiceName(name)) return name;
  } else {
    const certificate = envelope.getAuthContext().sslPeerCertificate;
    const name = certificate && serviceOf(certificate);
    if (name) return name;
  }
  throw new Unauthenticated('unknown_service');
}

async function callerOf(
  metadata: Metadata,
  peer: string,
  permission: string,
  tokens: Pick<TokenVerifier, 'verify'>,
): Promise<Omit<Admitted, 'peer'>> {
  const header = textOf(metadata, authorizationKey);
  if (header === undefined) {
    const itself = textOf(metadata, actingForKey) === 'itself';
    return { caller: itself ? { kind: 'service', name: peer } : anonymous, token: undefined };
  }
  const token = /^Bearer (\S+)$/.exec(header)?.[1];
  try {
    if (!token) throw new Unauthenticated('token_invalid');
    const { caller } = await tokens.verify(token);
    const tenant = textOf(metadata, tenantKey);
    if (tenant === undefined) return { caller, token };
    const actingFor = tenantId(tenant, tenantKey);
    return { caller: actFor(caller, actingFor), token, actingFor };
  } catch (error) {
    // Whoever holds a stale token must still be able to sign in.
    if (permission === 'public') return { caller: anonymous, token: undefined };
    throw error;
  }
}
