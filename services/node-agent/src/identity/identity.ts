import { X509Certificate } from 'node:crypto';
import { DurableFile } from '../disk/durable-file.store';

/** Who this server is to the panel, and how it knows the panel. */
export interface Identity {
  readonly serverId: string;
  /** As host:port; tried in turn. */
  readonly addresses: readonly string[];
  /** PEM. */
  readonly privateKey: string;
  readonly certificates: string;
  readonly roots: string;
  readonly expiresAt: string;
  readonly renewAt: string;
}

export function identityFile(path: string): DurableFile<Identity> {
  return new DurableFile<Identity>(path, (content) => {
    const { serverId, addresses, privateKey, certificates, roots, expiresAt, renewAt } = content as Identity;
    for (const text of [serverId, privateKey, certificates, roots, expiresAt, renewAt]) {
      if (typeof text !== 'string') throw new TypeError('this is no identity');
    }
    return { serverId, addresses: addresses.map(String), privateKey, certificates, roots, expiresAt, renewAt };
  });
}

export function issuedAt({ certificates }: Pick<Identity, 'certificates'>): Date {
  return new Date(new X509Certificate(certificates).validFrom);
}

export function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
