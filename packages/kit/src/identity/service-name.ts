import type { PeerCertificate } from 'node:tls';

const pattern = /^[a-z][a-z0-9-]{0,62}$/;
const spiffePath = /^spiffe:\/\/[\w.-]+\/service\/([a-z][a-z0-9-]{0,62})$/;

export function isServiceName(text: string): boolean {
  return pattern.test(text);
}

/**
 * The service a certificate was made for. In this order: a `spiffe://<domain>/service/<name>` URI, a plain DNS name
 * without dots, the common name.
 */
export function serviceOf(certificate: Pick<PeerCertificate, 'subject' | 'subjectaltname'>): string | undefined {
  // A quote in the list means that a name holds a comma: nothing we issue (CVE-2021-44532).
  if (certificate.subjectaltname?.includes('"')) return undefined;
  const names = certificate.subjectaltname?.split(', ') ?? [];
  for (const name of names) {
    const service = spiffePath.exec(name.replace(/^URI:/, ''))?.[1];
    if (name.startsWith('URI:') && service) return service;
  }
  for (const name of names) if (name.startsWith('DNS:') && isServiceName(name.slice(4))) return name.slice(4);
  const commonName: unknown = certificate.subject?.CN;
  return typeof commonName === 'string' && isServiceName(commonName) ? commonName : undefined;
}
