import { ServerCredentials } from '@grpc/grpc-js';
import { pem } from '../identity/x509';

export interface ListenerCertificate {
  readonly chain: readonly Buffer[];
  readonly privateKey: Buffer;
}

/**
 * TLS that asks for a certificate and takes who has none, for that is how an agent enrols. What a call needs of its
 * caller, its handler looks for.
 */
export class AgentCredentials extends ServerCredentials {
  constructor(certificate: ListenerCertificate, roots: readonly Buffer[]) {
    super({ requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.3' }, contextOf(certificate, roots));
  }

  renew(certificate: ListenerCertificate, roots: readonly Buffer[]): void {
    this.updateSecureContextOptions(contextOf(certificate, roots));
  }

  override _equals(other: ServerCredentials): boolean {
    return other === this;
  }
}

/** The root goes along, for agents that know nothing of it but its fingerprint. */
function contextOf({ chain, privateKey }: ListenerCertificate, roots: readonly Buffer[]) {
  const root = roots.slice(0, 1);
  return {
    ca: roots.map((one) => pem('CERTIFICATE', one)),
    cert: [...chain, ...root].map((one) => pem('CERTIFICATE', one)).join(''),
    key: pem('PRIVATE KEY', privateKey),
  };
}
